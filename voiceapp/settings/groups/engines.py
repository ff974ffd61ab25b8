"""Declares who answers, and where: the engines in their order, and each role's server and model.

Keys are no settings: `voiceapp.settings.secrets` keeps them, each bound to its host.
"""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Choices, Guarded, Retired, choice, order, switch, text, whole
from voiceapp.settings.engine_kinds import ALL_HERE, ENGINES, Leaves
from voiceapp.settings.rules import address, socket_address

Where = Literal["api", "local"]
RealtimeDialect = Literal["auto", "ga", "beta"]
SpeechToTextDialect = Literal["auto", "transcriptions", "realtime"]
ChatDialect = Literal["auto", "chat", "responses"]
TextToSpeechDialect = Literal["auto", "speech", "realtime"]
NoiseReduction = Literal["off", "near_field", "far_field"]

_WHERE: Choices[Where] = (("api", "The API"), ("local", "This machine"))
_OWN_SERVER = "Empty: the same as for everything else. A key that is kept for one server is never told to another."
_NOTHING_LEAVES = Guarded(closes=("engines.leaves_machine",))
"""Whom to ask, or who pays, is not known: nobody is asked."""
_DONE_HERE = Guarded("local")
_CHAT_RETIRED = Retired("chat", "auto", Sentence("it never did anything"))


def _server(help: str, closes: str) -> str:
    """`closes`: what has it done here while the address cannot be read, for it must not be done by another server."""
    return text(
        "Address", f"{help} {_OWN_SERVER}", editor="address", wanted=Sentence("an address"), rule=address, longest=1000,
        applies=Applies.NEW_SESSION, guarded=Guarded(closes=(closes,)),
    )  # fmt: skip


def _model(help: str, role: str) -> str:
    return text(
        "Model", f"{help} Empty: a sensible one is chosen.", editor="model", source=role,
        wanted=Sentence("the name of a model"), applies=Applies.NEW_SESSION,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EngineSettings:
    order: tuple[str, ...] = order(
        "Order",
        "Which engine answers. When the first cannot, the next one does.",
        tuple(kind.name for kind in ENGINES),
        tuple((kind.name, kind.label) for kind in ENGINES),
        guarded=Guarded(ALL_HERE),
    )
    leaves_machine: Leaves = choice(
        "What may leave this machine",
        "Sound: every engine may be used. Text: your voice stays here, a server gets the words. Nothing: all is done here, and no server is asked.",
        "sound",
        (("sound", "Sound and text"), ("text", "Text only"), ("nothing", "Nothing")),
        applies=Applies.NEW_SESSION,
        guarded=Guarded("nothing"),
    )
    base_url: str = text(
        "Address of the API",
        "Any server that speaks the OpenAI API. Empty: OPENAI_BASE_URL where that is set, else OpenAI itself.",
        editor="address",
        wanted=Sentence("an address"),
        rule=address,
        longest=1000,
        applies=Applies.NEW_SESSION,
        guarded=_NOTHING_LEAVES,
    )
    organization: str = text(
        "Organization",
        "For accounts in several organizations. Empty: OPENAI_ORG_ID where that is set.",
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=_NOTHING_LEAVES,
    )
    project: str = text(
        "Project",
        "For accounts with several projects. Empty: OPENAI_PROJECT_ID where that is set.",
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=_NOTHING_LEAVES,
    )
    allow_plain: bool = switch(
        "Allow plain connections",
        "Lets speech and keys travel unencrypted (http, ws) to other machines; to this one they always may.",
        False,
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=Guarded(False),
    )


@dataclass(frozen=True, slots=True)
class RealtimeSettings:
    base_url: str = _server("The server of the live conversation.", "engines.order")
    socket_url: str = text(
        "Address of the socket",
        "Only where the socket is at another place than the rest. Empty: made from the address.",
        editor="address",
        wanted=Sentence("an address"),
        rule=socket_address,
        longest=1000,
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=Guarded(closes=("engines.order",)),
    )
    model: str = _model("The model that you talk with.", "realtime")
    voice: str = text(
        "Voice",
        "The voice of the live conversation.",
        "marin",
        editor="voice",
        source="realtime",
        wanted=Sentence("the name of a voice"),
        suggestions=("marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse"),
        applies=Applies.NEW_SESSION,
    )
    transcription_model: str = text(
        "Model for your words",
        "What writes down what you said, beside the model that hears it. Empty: a sensible one is chosen.",
        editor="model",
        source="transcribe",
        wanted=Sentence("the name of a model"),
    )
    noise_reduction: NoiseReduction = choice(
        "Noise reduction at the server",
        "For a headset (near) or for a room (far); seldom needed when noise is suppressed here.",
        "off",
        (("off", "Off"), ("near_field", "Near: headset"), ("far_field", "Far: room or laptop")),
    )
    dialect: RealtimeDialect = choice(
        "Protocol",
        "Today's, or the older beta that some servers still speak.",
        "auto",
        (("auto", "Found by itself"), ("ga", "Today's"), ("beta", "Beta")),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class SpeechToTextSettings:
    where: Where = choice(
        "Done by", "Where speech becomes text.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that writes down what was said.", "stt.where")
    model: str = _model("The model that writes down what was said.", "transcribe")
    dialect: SpeechToTextDialect = choice(
        "Protocol",
        "Which call of the API is used.",
        "auto",
        (
            ("auto", "Found by itself"),
            ("transcriptions", "audio/transcriptions"),
            ("realtime", "A Realtime socket"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
        retired=(_CHAT_RETIRED,),
    )


@dataclass(frozen=True, slots=True)
class ChatSettings:
    where: Where = choice(
        "Done by", "Where the answer is thought up.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that answers.", "chat.where")
    model: str = _model("The model that answers.", "chat")
    dialect: ChatDialect = choice(
        "Protocol",
        "Which call of the API is used.",
        "auto",
        (("auto", "Found by itself"), ("chat", "chat/completions"), ("responses", "responses")),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class TextToSpeechSettings:
    where: Where = choice(
        "Done by", "Where the answer is spoken.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that speaks.", "tts.where")
    model: str = _model("The model that speaks.", "speech")
    voice: str = text(
        "Voice",
        "The voice that speaks. Empty: one that the model has.",
        editor="voice",
        source="speech",
        wanted=Sentence("the name of a voice"),
        suggestions=(
            "marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse",
        ),
    )  # fmt: skip
    style: str = text(
        "Way of speaking",
        'How it should sound, for models that can be told: "calm and warm".',
        editor="lines",
        longest=2000,
    )
    dialect: TextToSpeechDialect = choice(
        "Protocol",
        "Which call of the API is used.",
        "auto",
        (
            ("auto", "Found by itself"),
            ("speech", "audio/speech"),
            ("realtime", "A Realtime socket"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
        retired=(_CHAT_RETIRED,),
    )


@dataclass(frozen=True, slots=True)
class LocalSettings:
    whisper: str = text(
        "Recogniser",
        "A folder with a Whisper model (CTranslate2). Empty: the one that came with the app.",
        editor="path",
        wanted=Sentence("a folder"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    language_model: str = text(
        "Language model",
        "A GGUF file. Empty: the small one that came with the app.",
        editor="path",
        wanted=Sentence("a file"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    voice: str = text(
        "Voice",
        "A Piper voice (an .onnx file with its .json beside it). Empty: the one that came with the app.",
        editor="path",
        wanted=Sentence("a file"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    threads: int = whole(
        "Processor threads",
        "How many threads the models may use.",
        0,
        low=1,
        high=64,
        zero_means="as many as suit this machine",
        applies=Applies.NEW_SESSION,
        advanced=True,
    )

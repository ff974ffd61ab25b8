"""Declares who answers, and where: the engines in their order, and each role's server and model.

Keys are not settings; `voiceapp.settings.secrets` keeps them, each bound to its host.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Choices, Guarded, choice, order, switch, table, text, whole
from voiceapp.settings.engine_kinds import ALL_HERE, ENGINES, USUAL, Leaves
from voiceapp.settings.kinds import Entries
from voiceapp.settings.rules import address, addresses, key_command, socket_address, speech_addresses

Where = Literal["api", "local"]
RealtimeDialect = Literal["auto", "ga", "beta"]
SpeechToTextDialect = Literal["auto", "transcriptions", "realtime", "chat"]
ChatDialect = Literal["auto", "chat", "responses"]
TextToSpeechDialect = Literal["auto", "speech", "realtime", "chat"]
FetchModels = Literal["automatic", "asked"]
LiveWork = Literal["service", "chat"]
NoiseReduction = Literal["off", "near_field", "far_field"]

_WHERE: Choices[Where] = (("api", "The API"), ("local", "This device"))
_OWN_SERVER = "Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone."
_NOTHING_LEAVES = Guarded(closes=("engines.leaves_machine",))
"""Nobody is asked, because it is not known whom to ask or who pays."""
_DONE_HERE = Guarded("local")


def _server(help: str, closes: str, rule: Callable[[str], str] = addresses) -> str:
    """`closes` names the setting that keeps the work on this device while the address cannot be read, because another
    server must not do it.
    """
    return text(
        "Address", f"{help} {_OWN_SERVER}", editor="address", wanted=Sentence("an address"), rule=rule, longest=1000,
        applies=Applies.NEW_SESSION, guarded=Guarded(closes=(closes,)),
    )  # fmt: skip


def _model(help: str, role: str) -> str:
    return text(
        "Model", f"{help} Empty: chosen for you.", editor="model", source=role,
        wanted=Sentence("the name of a model"), applies=Applies.NEW_SESSION,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EngineSettings:
    order: tuple[str, ...] = order(
        "Order",
        "Which engine answers. If the first can't, the next one does.",
        USUAL,
        tuple((kind.name, kind.label) for kind in ENGINES),
        guarded=Guarded(ALL_HERE),
    )
    leaves_machine: Leaves = choice(
        "What can leave this device",
        (
            "Audio: every engine can be used. Text: your voice stays here and a server gets the "
            "words. Nothing: everything runs here."
        ),
        "sound",
        (("sound", "Audio and text"), ("text", "Text only"), ("nothing", "Nothing")),
        applies=Applies.NEW_SESSION,
        guarded=Guarded("nothing"),
    )
    base_url: str = text(
        "Address of the API",
        "Any OpenAI-compatible server, or several with commas between. Empty: OPENAI_BASE_URL if set, otherwise OpenAI.",
        editor="address",
        wanted=Sentence("an address"),
        rule=addresses,
        longest=1000,
        applies=Applies.NEW_SESSION,
        guarded=_NOTHING_LEAVES,
    )
    organization: str = text(
        "Organization",
        "For accounts in several organizations. Empty: OPENAI_ORG_ID if set.",
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=_NOTHING_LEAVES,
    )
    project: str = text(
        "Project",
        "For accounts with several projects. Empty: OPENAI_PROJECT_ID if set.",
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=_NOTHING_LEAVES,
    )
    key_commands: Entries = table(
        "Keys that a command prints",
        "A server's address, and the command whose output is its key or token. It's run again before that ends, and kept nowhere.",
        wanted=Sentence("addresses with a command each"),
        heads=(Sentence("Address"), Sentence("Command")),
        entry_rule=key_command,
        advanced=True,
        guarded=_NOTHING_LEAVES,
    )
    allow_plain: bool = switch(
        "Allow unencrypted connections",
        "Allows speech and keys to travel unencrypted (http, ws) to other computers. To this one they always can.",
        False,
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=Guarded(False),
    )


@dataclass(frozen=True, slots=True)
class RealtimeSettings:
    base_url: str = _server("The server for live conversation.", "engines.order")
    socket_url: str = text(
        "Address of the socket",
        "Only if the socket is at another address than the rest. Empty: derived from the address.",
        editor="address",
        wanted=Sentence("an address"),
        rule=socket_address,
        longest=1000,
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=Guarded(closes=("engines.order",)),
    )
    model: str = _model("The model you talk with.", "realtime")
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
        "Transcription model",
        "Transcribes what you say, alongside the model that hears it. Empty: chosen for you.",
        editor="model",
        source="transcribe",
        wanted=Sentence("the name of a model"),
    )
    noise_reduction: NoiseReduction = choice(
        "Server noise reduction",
        "Near for a headset, far for a room. Rarely needed when noise is suppressed here.",
        "off",
        (("off", "Off"), ("near_field", "Near (headset)"), ("far_field", "Far (room or laptop)")),
    )
    dialect: RealtimeDialect = choice(
        "Protocol",
        "The current one, or the older beta that some servers still use.",
        "auto",
        (("auto", "Detected automatically"), ("ga", "Current"), ("beta", "Beta")),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class LiveTalkSettings:
    base_url: str = _server("The server for Live sessions.", "engines.order")
    model: str = _model("The model you talk with. It costs $0.05 for each minute that the session is open.", "live")
    voice: str = text(
        "Voice",
        "The voice of the session.",
        "marin",
        editor="voice",
        source="live",
        wanted=Sentence("the name of a voice"),
        suggestions=(
            "marin", "cedar", "alloy", "ash", "ballad", "beacon", "bossa", "cinder", "coral", "delta", "echo", "gleam",
            "meridian", "quartz", "ripple", "sage", "shimmer", "stone", "tempo", "verse", "vesper", "willow",
        ),
        applies=Applies.NEW_SESSION,
    )  # fmt: skip
    work: LiveWork = choice(
        "Tools and hard questions",
        "The voice hands them over: to a model of the service, or to your own chat model.",
        "service",
        (("service", "A model of the service"), ("chat", "Your chat model")),
        applies=Applies.NEW_SESSION,
    )
    work_model: str = text(
        "Model behind the voice",
        "The service's model that gets them. Empty: chosen for you.",
        editor="model",
        source="chat",
        wanted=Sentence("the name of a model"),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )
    rest_seconds: int = whole(
        "Close after silence",
        "Seconds without a word after which the session is closed, so that it costs nothing. Your next word opens it again.",
        60,
        low=15,
        high=3600,
        unit="seconds",
    )


@dataclass(frozen=True, slots=True)
class SpeechToTextSettings:
    where: Where = choice(
        "Provided by", "Where speech becomes text.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that transcribes.", "stt.where", speech_addresses)
    model: str = _model("The model that transcribes.", "transcribe")
    dialect: SpeechToTextDialect = choice(
        "Protocol",
        "Which API is used.",
        "auto",
        (
            ("auto", "Detected automatically"),
            ("transcriptions", "audio/transcriptions"),
            ("realtime", "A Realtime socket"),
            ("chat", "The chat model hears it itself"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class ChatSettings:
    where: Where = choice(
        "Provided by", "Where answers come from.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that answers.", "chat.where")
    model: str = _model("The model that answers.", "chat")
    dialect: ChatDialect = choice(
        "Protocol",
        "Which API is used.",
        "auto",
        (("auto", "Detected automatically"), ("chat", "chat/completions"), ("responses", "responses")),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class TextToSpeechSettings:
    where: Where = choice(
        "Provided by", "Where text becomes speech.", "api", _WHERE, applies=Applies.NEW_SESSION, guarded=_DONE_HERE
    )
    base_url: str = _server("The server that speaks.", "tts.where", speech_addresses)
    model: str = _model("The model that speaks.", "speech")
    voice: str = text(
        "Voice",
        "The voice that speaks. Empty: the model's own.",
        editor="voice",
        source="speech",
        wanted=Sentence("the name of a voice"),
        suggestions=(
            "marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse",
        ),
    )  # fmt: skip
    style: str = text(
        "Speaking style",
        'How the voice should sound, e.g. "calm and warm", for models that support it.',
        editor="lines",
        longest=2000,
    )
    dialect: TextToSpeechDialect = choice(
        "Protocol",
        "Which API is used.",
        "auto",
        (
            ("auto", "Detected automatically"),
            ("speech", "audio/speech"),
            ("realtime", "A Realtime socket"),
            ("chat", "The chat model speaks itself"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class LocalSettings:
    fetch_models: FetchModels = choice(
        "Download better models",
        "Automatically: a better language model and recogniser are downloaded in the background (640 MB).",
        "automatic",
        (("automatic", "Automatically"), ("asked", "Only when I ask")),
        guarded=Guarded("asked"),
    )
    whisper: str = text(
        "Recogniser",
        "A folder with a Whisper model (CTranslate2), or a model's name. Empty: the best one that's here.",
        editor="path",
        wanted=Sentence("a folder"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    language_model: str = text(
        "Language model",
        "A GGUF file, or a model's name. Empty: the best one that's here.",
        editor="path",
        wanted=Sentence("a file"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    voice: str = text(
        "Voice",
        "A Piper voice (an .onnx file with its .json next to it), or a model's name. Empty: the best one that's here.",
        editor="path",
        wanted=Sentence("a file"),
        longest=4000,
        applies=Applies.NEW_SESSION,
    )
    voices: Entries = table(
        "Voice of a language",
        "A language's two-letter code, and the voice that speaks it: a model's name, or a Piper file. Else: the best that's here.",
        wanted=Sentence("language codes with the name of a voice each"),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )
    mirror: str = text(
        "Download address",
        "A mirror of huggingface.co that models are downloaded from. Empty: the publishers' own addresses.",
        editor="address",
        wanted=Sentence("an address"),
        rule=address,
        longest=1000,
        advanced=True,
        guarded=Guarded(closes=("local.fetch_models",)),
    )
    keep_minutes: int = whole(
        "Let models go after",
        "Minutes for which a model stays in memory after its last use.",
        2,
        low=1,
        high=240,
        zero_means="never",
        unit="minutes",
    )
    threads: int = whole(
        "Processor threads",
        "How many threads the models can use.",
        0,
        low=1,
        high=64,
        zero_means="automatic",
        applies=Applies.NEW_SESSION,
        advanced=True,
    )

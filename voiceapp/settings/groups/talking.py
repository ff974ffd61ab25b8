"""Declares the settings of a talk: whose turn it is, how replies sound, and the assistant's role."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.overlap_learning import MOST_LEARNT
from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Guarded, Retired, choice, number, switch, table, text, whole, words
from voiceapp.settings.kinds import Entries
from voiceapp.settings.rules import language, wyoming_address

TurnTaking = Literal["server_vad", "semantic_vad", "local_vad", "push_to_talk"]
KeyStyle = Literal["hold", "toggle"]
Eagerness = Literal["auto", "low", "medium", "high"]
Output = Literal["audio", "text"]
WakeWord = Literal["off", "okay_nabu", "hey_jarvis", "hey_mycroft", "alexa", "own", "server"]
Sensitivity = Literal["at_once", "balanced", "clear"]
ThinkAhead = Literal["nearly_certain", "every_pause", "never"]
Effort = Literal["default", "none", "minimal", "low", "medium", "high", "xhigh"]

_THREE_CHOICES = Sentence("there are three plain choices now")
PRESETS = {
    "Brief": "Answer in one or two short sentences. Say what matters and stop.",
    "Thinking partner": "Help me think aloud: ask one short question at a time, and sum up when I ask for it.",
    "Language partner": "Talk with me in the language that I speak, slowly and simply. Repeat my sentence rightly when "
    "I made a mistake, then go on.",
    "Explainer": "Explain step by step for someone clever who is new to the subject, with one example from daily life.",
}


@dataclass(frozen=True, slots=True)
class TalkingSettings:
    turn_taking: TurnTaking = choice(
        "Who ends your turn",
        "Who decides that you've finished speaking. If this device does, silence isn't sent.",
        "local_vad",
        (
            ("server_vad", "The server, by silence"),
            ("semantic_vad", "The server, by what you said"),
            ("local_vad", "This device, by silence"),
            ("push_to_talk", "You, with a key"),
        ),
        guarded=Guarded("push_to_talk"),
    )
    wake_word: WakeWord = choice(
        "Wake word",
        "Listens only after this word. Nothing before it is recorded or, unless a server hears it, leaves this device. Keys need no word.",
        "off",
        (
            ("off", "Off: always listen"),
            ("okay_nabu", "“Okay Nabu” (also German, French, Spanish…)"),
            ("hey_jarvis", "“Hey Jarvis”"),
            ("hey_mycroft", "“Hey Mycroft”"),
            ("alexa", "“Alexa”"),
            ("own", "Your own, from a file"),
            ("server", "By a Wyoming server"),
        ),
        guarded=Guarded("okay_nabu"),
    )
    wake_word_file: str = text(
        "Your own wake word",
        "A microWakeWord model: its .json file, with the .tflite file it names next to it.",
        editor="path",
        wanted=Sentence("a file"),
        longest=1000,
    )
    wake_word_server: str = text(
        "Server for the wake word",
        "A Wyoming server, such as tcp://192.168.1.20:10400. While a conversation sleeps, it gets all that's said in the room.",
        editor="address",
        wanted=Sentence("an address"),
        rule=wyoming_address,
        longest=1000,
        guarded=Guarded(closes=("talking.wake_word",)),
    )
    wake_word_of_server: str = text(
        "Wake word of the server",
        "Its name, as the server lists it. Empty: the server's own.",
        wanted=Sentence("the name of a wake word"),
        longest=200,
    )
    sleep_after: int = whole(
        "Sleep after",
        "How long it stays awake when nobody speaks. “Goodbye” alone lets it sleep at once. Then it waits for the wake word.",
        30,
        low=5,
        high=600,
        step=5,
        unit="s",
    )
    eagerness: Eagerness = choice(
        "Eagerness",
        "How soon the server answers when it follows what you say.",
        "auto",
        (("auto", "Automatic"), ("low", "Patient"), ("medium", "Balanced"), ("high", "Quick")),
    )
    key_style: KeyStyle = choice(
        "Push-to-talk",
        "Hold the key while you speak, or press it once to start and once to stop.",
        "hold",
        (("hold", "Hold while speaking"), ("toggle", "Press to begin and to end")),
        guarded=Guarded("hold"),
    )
    silence_ms: int = whole(
        "Silence that ends a turn",
        "The pause that ends your turn. Half is enough if you sound finished and an answer is ready. You get longer after "
        "“let me think”, or when you tell something.",
        700,
        low=200,
        high=3000,
        step=50,
        unit="ms",
    )
    unfinished_silence_ms: int = whole(
        "Silence after an unfinished sentence",
        "How long voiceapp waits when your sentence sounds unfinished.",
        1500,
        low=200,
        high=6000,
        step=100,
        unit="ms",
    )
    think_ahead: bool = switch(
        "Think ahead in pauses",
        "Prepares an answer while you pause and drops it unheard if you go on. With a service, that costs an extra "
        "request now and then; this device always does it.",
        True,
    )
    think_ahead_realtime: ThinkAhead = choice(
        "Think ahead with Realtime",
        "The same with Realtime, if this device ends your turn. Almost certain: about one answer in ten is billed for nothing. "
        "Every pause: up to three a turn.",
        "nearly_certain",
        (
            ("nearly_certain", "When you've almost certainly finished (OpenAI, Azure)"),
            ("every_pause", "In every pause"),
            ("never", "Never"),
        ),
        retired=(
            Retired("true", "every_pause", _THREE_CHOICES),
            Retired("false", "never", _THREE_CHOICES),
        ),
    )
    shortest_ms: int = whole(
        "Shortest utterance",
        "Voices shorter than this count as noise.",
        200,
        low=40,
        high=1000,
        step=20,
        unit="ms",
        advanced=True,
    )
    preroll_ms: int = whole(
        "Audio kept from before",
        "How much audio from before you speak is included, so the first word isn't clipped.",
        400,
        low=300,
        high=1000,
        step=50,
        unit="ms",
        advanced=True,
    )
    postroll_ms: int = whole(
        "Audio kept after release",
        "How much audio is included after you let go of the key.",
        200,
        low=0,
        high=1000,
        step=50,
        unit="ms",
        advanced=True,
    )
    server_threshold: float = number(
        "Server threshold",
        "How loud speech must be for the server's detector.",
        0.5,
        low=0.0,
        high=1.0,
        step=0.05,
        advanced=True,
    )
    barge_in: bool = switch(
        "Interrupt by speaking",
        "The reply stops when you speak. Off: only the button, the key, and Esc stop it.",
        True,
    )
    barge_in_sensitivity: Sensitivity = choice(
        "When a voice interrupts",
        'Balanced: an "mhm" or a cough only pauses the reply, speech to the assistant stops it. “Stop” always does.',
        "balanced",
        (("at_once", "Stops at once"), ("balanced", "Balanced"), ("clear", "Only clear speech")),
        retired=(
            Retired("", "clear", _THREE_CHOICES, numbers=(0.0, 0.3)),
            Retired("", "balanced", _THREE_CHOICES, numbers=(0.3, 0.7)),
            Retired("", "at_once", _THREE_CHOICES, numbers=(0.7, 1.0)),
        ),
    )
    barge_in_learnt: int = whole(
        "Learnt about interruptions",
        "What your corrections in Activity taught. Above 0, a voice must be clearer to stop a reply; 0 forgets it.",
        0,
        low=-MOST_LEARNT,
        high=MOST_LEARNT,
        advanced=True,
    )
    languages: tuple[str, ...] = words(
        "Languages you speak",
        "Two-letter codes, most used first. The language is detected among them. Empty: any.",
        wanted=Sentence('a list of language codes such as "en"'),
        most=20,
        rule=language,
    )
    output: Output = choice(
        "Replies",
        "Spoken and written, or written only.",
        "audio",
        (("audio", "Spoken and written"), ("text", "Written only")),
    )
    speed: float = number(
        "Speaking speed", "How fast replies are spoken. 1 is normal.", 1.0, low=0.25, high=1.5, step=0.05
    )
    said_as: Entries = table(
        "Pronunciation",
        "A word, and how to spell it so that it's said right. For one language, add its code: “Gen (de)”. Texts stay as they are.",
        wanted=Sentence("words with how they are said"),
        longest=200,
        heads=(Sentence("Word"), Sentence("Said as")),
    )
    preset: str = text(
        "Role",
        "The role from the list below. Empty: the instructions only.",
        wanted=Sentence("the name of a role"),
        suggestions=tuple(PRESETS),
        longest=200,
    )
    instructions: str = text(
        "Instructions",
        "What the assistant should know and follow in every conversation.",
        editor="lines",
        longest=16000,
    )
    presets: Entries = table(
        "Roles",
        "Named instructions to choose from.",
        PRESETS,
        wanted=Sentence("names with their instructions"),
        longest=16000,
    )
    max_reply_tokens: int = whole(
        "Longest reply",
        "Replies end after this many tokens. One spoken second takes 20.",
        0,
        low=50,
        high=4096,
        step=50,
        unit="tokens",
        zero_means="no limit",
    )
    reasoning_effort: Effort = choice(
        "Thinking",
        "How long reasoning models think before they answer. More is slower.",
        "default",
        (
            ("default", "Model default"),
            ("none", "None"),
            ("minimal", "Barely"),
            ("low", "Low"),
            ("medium", "Medium"),
            ("high", "High"),
            ("xhigh", "Very high"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )

    @property
    def spoken_instructions(self) -> str:
        """Returns what the assistant is told: the chosen role, then the person's own instructions."""
        return "\n\n".join(part for part in (self.presets.get(self.preset, ""), self.instructions) if part.strip())

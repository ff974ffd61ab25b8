"""Declares how a talk goes: whose turn it is, how replies sound, and what the assistant is told to be."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Guarded, choice, number, switch, table, text, whole, words
from voiceapp.settings.kinds import Entries
from voiceapp.settings.rules import language

TurnTaking = Literal["server_vad", "semantic_vad", "local_vad", "push_to_talk"]
KeyStyle = Literal["hold", "toggle"]
Eagerness = Literal["auto", "low", "medium", "high"]
Output = Literal["audio", "text"]
Effort = Literal["default", "none", "minimal", "low", "medium", "high", "xhigh"]

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
        "What decides that you have finished speaking.",
        "local_vad",
        (
            ("server_vad", "The server, by silence"),
            ("semantic_vad", "The server, by what you said"),
            ("local_vad", "This machine, by silence (silence is not sent)"),
            ("push_to_talk", "You, with a key"),
        ),
        guarded=Guarded("push_to_talk"),
    )
    eagerness: Eagerness = choice(
        "Eagerness",
        "With the server's sense for what you said: how soon it takes its turn.",
        "auto",
        (("auto", "By itself"), ("low", "Lets you think"), ("medium", "In between"), ("high", "Answers quickly")),
    )
    key_style: KeyStyle = choice(
        "Push-to-talk",
        "Whether you hold the key while you speak, or press it once to begin and once to end.",
        "hold",
        (("hold", "Hold while speaking"), ("toggle", "Press to begin and to end")),
        guarded=Guarded("hold"),
    )
    silence_ms: int = whole(
        "Silence that ends a turn",
        "How long you may pause before it answers. It answers in half that time when you sound finished, and "
        "waits longer when there's more to come or you say “let me think”.",
        700,
        low=200,
        high=3000,
        step=50,
        unit="ms",
    )
    unfinished_silence_ms: int = whole(
        "Silence after an unfinished sentence",
        "How long it waits when your words so far look as if there were more to come.",
        1500,
        low=200,
        high=6000,
        step=100,
        unit="ms",
    )
    think_ahead: bool = switch(
        "Think ahead in pauses",
        "Prepares an answer while you pause and drops it unheard if you go on. An extra request now and then with a "
        "service; free on this device.",
        True,
    )
    shortest_ms: int = whole(
        "Shortest utterance",
        "Voices shorter than this are taken for a noise.",
        200,
        low=40,
        high=1000,
        step=20,
        unit="ms",
        advanced=True,
    )
    preroll_ms: int = whole(
        "Sound kept from before",
        "How much of what came before the first voiced moment goes with it, so that no first word is clipped.",
        400,
        low=300,
        high=1000,
        step=50,
        unit="ms",
        advanced=True,
    )
    postroll_ms: int = whole(
        "Sound kept from after",
        "How much still belongs to the utterance after the key was let go.",
        200,
        low=0,
        high=1000,
        step=50,
        unit="ms",
        advanced=True,
    )
    server_threshold: float = number(
        "Server's threshold",
        "How loud speech must be for the server's own detector.",
        0.5,
        low=0.0,
        high=1.0,
        step=0.05,
        advanced=True,
    )
    barge_in: bool = switch(
        "Interrupt by speaking",
        "The reply falls silent when you speak. Off: only the button, the key and Esc do.",
        True,
    )
    barge_in_sensitivity: float = number(
        "Sensitivity of interrupting",
        "Higher: stops at the first sound of a voice. Lower: a cough or a hum of agreement goes by.",
        0.5,
        low=0.0,
        high=1.0,
        step=0.05,
    )
    languages: tuple[str, ...] = words(
        "Languages you speak",
        "As two-letter codes, the usual one first: which of them is spoken is found by itself. Empty: any.",
        wanted=Sentence('a list of language codes such as "en"'),
        most=20,
        rule=language,
    )
    output: Output = choice(
        "Replies",
        "Whether replies are spoken, or written only.",
        "audio",
        (("audio", "Spoken and written"), ("text", "Written only")),
    )
    speed: float = number(
        "Speed of speech", "How fast replies are spoken; 1 is usual.", 1.0, low=0.25, high=1.5, step=0.05
    )
    preset: str = text(
        "Role",
        "Which of the roles below the assistant takes. Empty: the instructions alone.",
        wanted=Sentence("the name of a role"),
        suggestions=tuple(PRESETS),
        longest=200,
    )
    instructions: str = text(
        "Instructions",
        "What the assistant should know and keep to in every talk.",
        editor="lines",
        longest=16000,
    )
    presets: Entries = table(
        "Roles",
        "Instructions under names, to choose from.",
        PRESETS,
        wanted=Sentence("names with their instructions"),
        longest=16000,
    )
    max_reply_tokens: int = whole(
        "Longest reply",
        "Replies end after so many tokens; a spoken second takes 20.",
        0,
        low=50,
        high=4096,
        step=50,
        unit="tokens",
        zero_means="no limit",
    )
    reasoning_effort: Effort = choice(
        "Thinking",
        "How long models that can think do so before they answer. More is slower.",
        "default",
        (
            ("default", "As the model does by itself"),
            ("none", "None"),
            ("minimal", "Hardly"),
            ("low", "A little"),
            ("medium", "Some"),
            ("high", "Much"),
            ("xhigh", "Very much"),
        ),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )

    @property
    def spoken_instructions(self) -> str:
        """Returns what the assistant is told: the chosen role, then the person's own instructions."""
        return "\n\n".join(part for part in (self.presets.get(self.preset, ""), self.instructions) if part.strip())

"""What a test tells the server to hear, to answer, and to do wrong."""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.rig.signals import Samples
from tests.server.quirks import QUIRKS, Quirk


def _open_gate() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: str = "{}"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Sound is cut into deltas and sent at `pace` times the speed of speech; None: all at once."""

    text: str = "Certainly."
    sound: Samples | None = None
    """None: the text is spoken by the server's own voice."""
    delta_ms: int = 100
    pace: float | None = None
    jitter_ms: tuple[float, ...] = ()
    """Extra delay before each delta, in turn."""
    calls: tuple[Call, ...] = ()
    after_ms: float = 0.0
    """The server thinks for so long first."""
    fails: dict[str, Any] | None = None
    """The error of a response that fails instead."""
    drop_after_ms: float | None = None
    """The connection is reset when so much of the sound was sent."""
    drop_in_frame: bool = False
    """The drop comes in the middle of a frame."""
    stall_after_ms: float | None = None
    """Nothing more comes when so much of the sound was sent, and the connection stays open."""
    usage: bool = True
    cites: tuple[tuple[str, str], ...] = ()
    """Where a search in the web found it: titles and addresses."""
    refusal: bool = False
    """The model won't answer, and its text says so."""
    odd: bool = False
    """Deltas that end in the middle of a sample."""
    extra: tuple[str, ...] = ()
    """Raw frames that are sent between the deltas: malformed, unknown, whatever a test likes."""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What a translation session hears, in which language, and its translation."""

    language: str
    said: str
    translated: str


@dataclass
class Script:
    """Answers are taken in order; when there are none left the last one is given again."""

    replies: deque[Reply] = field(default_factory=deque)
    hears: deque[str] = field(default_factory=deque)
    """What the recogniser understands, in order."""
    words_may_go: threading.Event = field(default_factory=_open_gate)
    """Cleared, transcriptions over HTTP wait until it is set."""
    pictures_may_go: threading.Event = field(default_factory=_open_gate)
    """Cleared, a picture is held back, in a stream after its partial ones, until it is set or nobody waits for it."""
    forbidden: str = ""
    """What no picture may be described with."""
    asides: deque[str] = field(default_factory=deque)
    refuse: dict[str, Any] | None = None
    """{"status": 401, "error": {…}, "headers": {…}, "times": n, "paths": ("/audio/speech", …)}: connections and requests
    are refused, with paths only those that end so."""
    quirks: set[str] = field(default_factory=set[str])
    """How it differs from OpenAI's: names of `quirks.QUIRKS`."""
    models: set[str] = field(default_factory=set[str])
    """More than OpenAI's that it has."""
    hearing: set[str] = field(default_factory=set)
    """Models beside OpenAI's own that hear and speak in a chat."""
    open: bool = False
    """Serve also who brings no key, as a server of one's own does."""
    beta: str = "refused"
    """refused: as OpenAI does; accepted: the header chooses; only: the server knows nothing else."""
    expires_in: float = 3600.0
    clock_behind: float = 0.0
    """Seconds by which the server's clock is behind ours, or ours fast."""
    default: Reply = field(default_factory=Reply)
    echo: bool = False
    """Each answer says which question was the newest when it was asked for: "To <question>"."""
    last_words: str = "What I just said."
    objects_to: dict[str, str] = field(default_factory=dict[str, str])
    """Words to which the check for harm objects, each with the category that it names."""
    interpreted: list[Interpreted] = field(default_factory=list[Interpreted])
    """What translation sessions hear, in order; the last is heard again."""
    refuses_transcriber: bool = False
    """Translation sessions write nothing down of what is said."""
    drops_translation_after: int = 0
    """The connection of the next translation session is reset after so many frames of 200 ms; 0: it is not."""

    def reply(self, text: str = "Certainly.", **how: Any) -> "Script":
        self.replies.append(Reply(text, **how))
        return self

    def hear(self, *texts: str) -> "Script":
        self.hears.extend(texts)
        return self

    def quirky(self, *names: str) -> "Script":
        for name in names:
            assert name in QUIRKS, f"there is no quirk {name}"
        self.quirks.update(names)
        return self

    @property
    def odd(self) -> list[Quirk]:
        return [QUIRKS[name] for name in sorted(self.quirks)]

    def next_reply(self) -> Reply:
        return self.replies.popleft() if self.replies else self.default

    def next_words(self) -> str:
        return self.hears.popleft() if self.hears else self.last_words

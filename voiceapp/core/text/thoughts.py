"""Separates what a model thought from what it says, as its answer comes. Pure.

Models write both into one text, and so they do with tool calls that their server does not know; each family of models
uses its own marks. Some begin inside a thought, because their server wrote the opening mark for them: then only the
closing mark tells that everything before it was thought. How an answer begins is therefore remembered, and what may be
a thought is held back until it is known not to be one.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

_THOUGHTS = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<thoughts>", "</thoughts>"),
    ("<reasoning>", "</reasoning>"),
    ("<seed:think>", "</seed:think>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<|channel>thought", "<channel|>"),
    ("<unused94>", "<unused95>"),
)
_CALLS = (
    ("<tool_call>", "</tool_call>"),
    ("<tool_calls>", "</tool_calls>"),
    ("<function_call>", "</function_call>"),
    ("<function_calls>", "</function_calls>"),
    ("<|tool_call_start|>", "<|tool_call_end|>"),
    ("<|tool_call>", "<tool_call|>"),
    ("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"),
    ("[TOOL_CALLS]", ""),
    ("<|python_tag|>", ""),
)
"""Without a closing mark it lasts to the end."""
_CHANNEL, _MESSAGE = "<|channel|>", "<|message|>"
_CHANNEL_ENDS = ("<|end|>", "<|return|>", "<|call|>", "<|start|>assistant", "<|start|>", _CHANNEL)
_TURN_MARKS = ("<|start|>assistant", "<|start|>", "<|end|>", "<|return|>", "<|call|>", _MESSAGE)
"""Tokens of the format with channels, which stand for nothing that is said."""

_OPENINGS = {opening.lower(): closing for opening, closing in (*_THOUGHTS, *_CALLS)}
_CLOSINGS = frozenset(closing.lower() for _, closing in _THOUGHTS)
_CALL_CLOSINGS = frozenset(closing.lower() for _, closing in _CALLS if closing)
_LITERAL = "`'\"“‘«"
"""A mark after one of these is being quoted, not used."""


def _marks(*texts: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)), re.IGNORECASE)


_WHILE_SAYING = (*_OPENINGS, *_CLOSINGS, *_CALL_CLOSINGS, _CHANNEL, *_TURN_MARKS)
_SAYING = _marks(*_WHILE_SAYING)
_NEVER = ("\0",)
LONGEST_MARK = max(len(mark) for mark in (*_WHILE_SAYING, *_CHANNEL_ENDS, *_CLOSINGS))
_MUSES = re.compile(
    r"\W*(?:hmm|(?:(?:okay|ok|alright|all right|so|well|right|wait|now|first)\b\W*)*"
    r"(?:(?:the|this|a) (?:user|human|person)\b|user (?:asks|asked|wants|says|said|is)\b|"
    r"(?:i|we) (?:need to|should|must|have to)\b|let me (?:think|see|consider|analy)|let's (?:think|see|consider|analy)|"
    r"thinking process|here's a thinking|analysis\b|the question is|der (?:nutzer|benutzer)\b|ich (?:muss|sollte)\b)|"
    r"(?:okay|ok|alright)\W+so\b)",
    re.IGNORECASE,
)
"""How models begin when they think aloud about the person's request."""
_JUDGED_BY = 40
"""Characters of a beginning that are enough to tell whether it muses."""


class AnswerBeginning(Enum):
    """The ways in which a model's answers are known to begin."""

    SAYING = "saying"
    UNKNOWN = "unknown"
    PERHAPS_THINKING = "perhaps thinking"
    """Its name says that it is a thinking model."""
    THINKING = "thinking"
    """It was seen to begin inside a thought, without a mark."""


@dataclass(frozen=True, slots=True)
class SplitText:
    said: str = ""
    thought: str = ""
    taken_back: bool = False
    """Everything that was handed out as said before turned out to be thought too."""


class ThoughtSplitter:
    """One answer: give it each piece, then call `end`."""

    def __init__(self, begins: AnswerBeginning = AnswerBeginning.SAYING) -> None:
        self._begins = begins
        self._holds = begins is not AnswerBeginning.SAYING
        self._held = ""
        """Text that may turn out to be a thought."""
        self._rest = ""
        """Text not examined yet, whose end may be the beginning of a mark."""
        self._closings: re.Pattern[str] | None = None
        """The end mark of the current thought or call; None: it is saying something."""
        self._ends: tuple[str, ...] = ()
        self._channel = False
        """The name of a channel is being written."""
        self._last = ""
        """The last character that was handed out."""
        self._said: list[str] = []
        self._thought: list[str] = []
        self._any_said = False
        self._handed_out = False
        """Some text was handed out as said."""
        self._taken_back = False
        self.began_inside = False
        """It began with a thought that no mark opened."""

    @property
    def holds(self) -> bool:
        """Some text has come that may still turn out to be either."""
        return bool(self._held or self._rest)

    def apart(self) -> None:
        """Its server separates thoughts itself, so the text holds only marked ones."""
        if self._begins is not AnswerBeginning.THINKING:
            self._let_go()

    def add(self, text: str) -> SplitText:
        self._rest += text
        while self._step():
            pass
        return self._drain()

    def end(self, *, cut: bool = False) -> SplitText:
        """Everything has come; `cut`: a length limit ended it."""
        text, self._rest = self._rest, ""
        if self._closings is not None or self._channel:
            self._thought.append(text)
        else:
            self._add_said(text)
        if self._begins is AnswerBeginning.THINKING or (cut and self._begins is AnswerBeginning.PERHAPS_THINKING):
            self._thought.append(self._held)
            self._held = ""
        self._let_go()
        return self._drain()

    # --- from mark to mark

    def _step(self) -> bool:
        """Go on to the next mark. False: none is complete yet."""
        if self._channel:
            return self._name_channel()
        marks = self._closings or _SAYING
        found = marks.search(self._rest)
        if found is None:
            keep = _unfinished(self._rest, self._ends or _WHILE_SAYING)
            text, self._rest = self._rest[: len(self._rest) - keep], self._rest[len(self._rest) - keep :]
            self._pass(text)
            return False
        if self._rest[found.start() :].lower() in _beginnings(self._ends or _WHILE_SAYING):  # a longer mark, perhaps
            self._pass(self._rest[: found.start()])
            self._rest = self._rest[found.start() :]
            return False
        before, mark = self._rest[: found.start()], found[0].lower()
        self._rest = self._rest[found.end() :]
        self._pass(before)
        if self._closings is None and self._last and self._last in _LITERAL:
            self._pass(found[0])
        elif self._closings is not None:
            self._close(mark)
        else:
            self._mark(mark)
        return True

    def _mark(self, mark: str) -> None:
        self._last = ""
        if mark in _CLOSINGS:
            self._was_inside()
        elif mark in _OPENINGS:
            self._open((_OPENINGS[mark],) if _OPENINGS[mark] else ())
        elif mark == _CHANNEL:
            self._channel = True

    def _open(self, ends: tuple[str, ...]) -> None:
        if not self._held.strip() or self._begins is not AnswerBeginning.THINKING:
            self._let_go()  # it marks its thoughts, so unmarked text is none
        self._until(ends or _NEVER)

    def _until(self, ends: tuple[str, ...]) -> None:
        self._ends, self._closings = ends, _marks(*ends)

    def _close(self, mark: str) -> None:
        self._closings, self._ends, self._last = None, (), ""
        if mark == _CHANNEL:
            self._channel = True

    def _name_channel(self) -> bool:
        """Only what goes into the last channel is for the person."""
        name, mark, rest = self._rest.partition(_MESSAGE)
        if not mark:
            return False
        self._channel, self._rest = False, rest
        self._let_go()
        if not name.strip().lower().startswith("final"):
            self._until(_CHANNEL_ENDS)
        return True

    def _was_inside(self) -> None:
        """A thought ends that nothing opened, so everything so far was thought."""
        self.began_inside = True
        self._taken_back = self._taken_back or self._handed_out
        self._thought += [*self._said, self._held]
        self._said, self._held = [], ""
        self._holds = self._any_said = self._handed_out = False

    # --- what comes out

    def _pass(self, text: str) -> None:
        if not text:
            return
        self._last = text[-1]
        if self._closings is not None:
            self._thought.append(text)
        else:
            self._add_said(text)

    def _add_said(self, text: str) -> None:
        if self._holds:
            self._held += text
            beginning = self._held.lstrip()
            if self._begins is AnswerBeginning.UNKNOWN and len(beginning) >= _JUDGED_BY and not _MUSES.match(beginning):
                self._let_go()
            return
        if not self._any_said:
            text = text.lstrip()
        if text:
            self._any_said = True
            self._said.append(text)

    def _let_go(self) -> None:
        """Says what was held back."""
        held, self._held, self._holds = self._held, "", False
        if held:
            self._add_said(held)

    def _drain(self) -> SplitText:
        parted = SplitText("".join(self._said), "".join(self._thought), self._taken_back)
        self._handed_out = self._handed_out or bool(parted.said)
        self._said, self._thought, self._taken_back = [], [], False
        return parted


@cache
def _beginnings(marks: tuple[str, ...]) -> frozenset[str]:
    return frozenset(mark[:size].lower() for mark in marks for size in range(1, len(mark)))


def _unfinished(text: str, marks: tuple[str, ...]) -> int:
    """Counts the characters at the end that may be the beginning of a mark."""
    beginnings = _beginnings(marks)
    longest = min(len(text), LONGEST_MARK)
    return next((size for size in range(longest, 0, -1) if text[-size:].lower() in beginnings), 0)

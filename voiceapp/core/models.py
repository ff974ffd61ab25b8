"""Knows the models that there are for each role, when they end, and which one is sensible where nobody has chosen.

Names and dates change by the month: what the service lists for a key goes before what is written here,
and a name that nobody here has heard of is offered all the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from voiceapp.core.sentence import Sentence

WARN_BEFORE = 60
"""Days before a model's end at which the person is told."""


class Role(Enum):
    """The purposes that a model is used for; the values are those of the settings' model fields."""

    CONVERSATION = "realtime"
    TRANSCRIPTION = "transcribe"
    CHAT = "chat"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class ModelChoice:
    id: str
    note: Sentence | None = None
    """For example that it ends soon, and what comes after it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A model as a service lists it."""

    id: str
    created: float = 0.0
    ends: date | None = None
    """The day from which it answers no more."""
    roles: tuple[Role, ...] = ()
    """What it is for, where the service says so; empty: its name has to do."""


@dataclass(frozen=True, slots=True)
class Ending:
    models: tuple[str, ...]
    day: date
    successors: tuple[str, ...] = ()


_SNAPSHOT = r"(?:-preview|-latest)?(?:-\d{4}(?:-\d{2}-\d{2})?)?"
_NO_ROLE = re.compile(
    r"embed|image|dall-e|moderation|sora|video|rerank|ocr|translate|davinci|babbage|-instruct\b.*turbo|turbo-instruct"
    r"|deep-research|computer-use|codex|guard|gpt-live-\d"
)
_HEARS = re.compile(r"transcri|whisper|stt|asr|parakeet|canary|moonshine")
_SPEAKS = re.compile(r"\btts|tts\b|speech|kokoro|piper|gpt-audio|bark|orpheus|xtts")
_TALKS = re.compile(r"realtime|speech-to-speech")


def roles_of(model: str) -> frozenset[Role]:
    """Return the roles of a model, by its name: services do not say them."""
    name = model.lower()
    if _NO_ROLE.search(name):
        return frozenset()
    if _HEARS.search(name):
        return frozenset({Role.TRANSCRIPTION})
    if _TALKS.search(name):
        # A model that talks can also be told what to say.
        return frozenset({Role.CONVERSATION, Role.SPEECH})
    if _SPEAKS.search(name):
        return frozenset({Role.SPEECH})
    return frozenset({Role.CHAT})


@dataclass(frozen=True, slots=True)
class KnownModels:
    """The models of a service that are known without asking it. They are looked up by hand, and age."""

    preferred: Mapping[Role, tuple[str, ...]] = field(default_factory=dict[Role, tuple[str, ...]])
    """Sensible where nobody has chosen, the best one first."""
    served: bool = False
    """They are there although the service has not listed them."""
    endings: tuple[Ending, ...] = ()

    def ending_of(self, model: str) -> Ending | None:
        """Returns what the service's calendar says of a model or of one of its snapshots."""
        return next(
            (each for each in self.endings for name in each.models if re.fullmatch(re.escape(name) + _SNAPSHOT, model)),
            None,
        )

    def first(self, role: Role) -> str:
        """The best known name; empty: none is known."""
        return next(iter(self.preferred.get(role, ())), "")

    def usual(self, role: Role) -> str:
        """The one that can be asked for unseen. Empty: the service must say what it has."""
        return self.first(role) if self.served else ""


@dataclass(frozen=True, slots=True)
class Models:
    """The models that can be chosen at one service, on one day."""

    today: date
    listed: tuple[Listed, ...] = ()
    """Empty: it has not said, or does not say."""
    known: KnownModels = field(default_factory=KnownModels)

    def end_of(self, model: str) -> date | None:
        said = next((each.ends for each in self.listed if each.id == model), None)
        known = self.known.ending_of(model)
        return said or (known.day if known else None)

    def gone(self, model: str) -> bool:
        end = self.end_of(model)
        return end is not None and end <= self.today

    def successor_of(self, model: str, role: Role) -> str:
        """Empty: none is known here."""
        known = self.known.ending_of(model)
        named = [each for each in (known.successors if known else ()) if role in roles_of(each)]
        return next((found for each in named if (found := self._there(each))), "") or self.sensible(role, without=model)

    def sensible(self, role: Role, *, without: str = "") -> str:
        """The one to take where nobody has chosen. Empty: the service must decide."""
        preferred = self.known.preferred.get(role, ()) if self.known.served or self.listed else ()
        for model in preferred:
            found = self._there(model)
            if found and found != without:
                return found
        return next((each.id for each in self._newest(role) if each.id != without), "")

    def choices(self, role: Role) -> tuple[ModelChoice, ...]:
        """Returns what can be chosen, the most sensible first; each that ends soon says so."""
        preferred = self.known.preferred.get(role, ())
        ids = [each.id for each in self._newest(role)] if self.listed else list(preferred if self.known.served else ())
        ids = [each for each in ids if not self.gone(each)]
        ids.sort(key=lambda each: preferred.index(each) if each in preferred else len(preferred))
        return tuple(ModelChoice(each, self._note(each, role)) for each in ids)

    def settled(self, model: str, role: Role) -> str:
        """Returns what is used for a wish: the model itself, or its successor where it has ended. Empty stays empty."""
        return (self.successor_of(model, role) or model) if model and self.gone(model) else model

    def warning(self, model: str, role: Role) -> Sentence | None:
        """About a model that has ended or soon will."""
        end = self.end_of(model)
        if end is None or (end - self.today).days > WARN_BEFORE:
            return None
        successor = self.successor_of(model, role)
        if end <= self.today:
            if not successor:
                return Sentence(
                    "The model {model} ended on {day}. Choose another one in Settings.", model=model, day=end
                )
            return Sentence(
                "The model {model} ended on {day}: {successor} answers instead.",
                model=model,
                day=end,
                successor=successor,
            )
        if not successor:
            return Sentence("The model {model} ends on {day}. Choose another one in Settings.", model=model, day=end)
        return Sentence(
            "The model {model} ends on {day}. Choose {successor} in Settings.",
            model=model,
            day=end,
            successor=successor,
        )

    def _note(self, model: str, role: Role) -> Sentence | None:
        end = self.end_of(model)
        if end is not None:
            successor = self.successor_of(model, role)
            if successor:
                return Sentence("ends on {day}, then {successor}", day=end, successor=successor)
            return Sentence("ends on {day}", day=end)
        if role is Role.SPEECH and _TALKS.search(model):
            return Sentence("over a Realtime socket")
        return None

    def _there(self, model: str) -> str:
        """As this service calls it: those that pass on to others put a maker's name before it. Empty: not there."""
        if not self.listed:
            return "" if self.gone(model) else model
        names = (each.id for each in self.listed if each.id == model or each.id.endswith(f"/{model}"))
        return next((name for name in names if not self.gone(name)), "")

    def _newest(self, role: Role) -> Sequence[Listed]:
        fitting = [each for each in self.listed if role in (each.roles or roles_of(each.id)) and not self.gone(each.id)]
        return sorted(fitting, key=lambda each: (-each.created, each.id))

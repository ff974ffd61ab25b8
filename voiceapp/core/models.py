"""Knows the models for each role, when they are retired, and which one to use if nobody has chosen.

Names and dates change by the month, so what the service lists for a key overrides what is written here,
and unknown names are offered all the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from voiceapp.core.sentence import Sentence

WARN_BEFORE = 60
"""Days before a model's end from which the person is warned."""


class Role(Enum):
    """Names the purposes that a model is used for. The values match the model fields of the settings."""

    CONVERSATION = "realtime"
    LIVE = "live"
    TRANSCRIPTION = "transcribe"
    CHAT = "chat"
    SPEECH = "speech"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class ModelChoice:
    id: str
    note: Sentence | None = None
    """Remarks such as that it ends soon, and what replaces it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A model as a service lists it."""

    id: str
    created: float = 0.0
    ends: date | None = None
    """The day from which it no longer answers."""
    roles: tuple[Role, ...] = ()
    """What it is for, if the service says so. Empty: its name has to tell."""


@dataclass(frozen=True, slots=True)
class Ending:
    models: tuple[str, ...]
    day: date
    successors: tuple[str, ...] = ()


_SNAPSHOT = r"(?:-preview|-latest)?(?:-\d{4}(?:-\d{2}-\d{2})?)?"
_NO_ROLE = re.compile(
    r"embed|moderation|sora|video|rerank|ocr|translate|davinci|babbage|-instruct\b.*turbo|turbo-instruct"
    r"|deep-research|computer-use|codex|guard"
)
_HEARS = re.compile(r"transcri|whisper|stt|asr|parakeet|canary|moonshine")
_SPEAKS = re.compile(r"\btts|tts\b|speech|kokoro|piper|gpt-audio|bark|orpheus|xtts")
_DRAWS = re.compile(r"image|dall-e|stable-?diffusion|sdxl|\bsd[-_]?[123]|\bflux|playground-v|\bdiffusion")
_LIVE = re.compile(r"gpt-live-\d")
_TALKS = re.compile(r"realtime|speech-to-speech")


def roles_of(model: str) -> frozenset[Role]:
    """Return the roles of a model by its name, because services do not state them."""
    name = model.lower()
    if _NO_ROLE.search(name):
        return frozenset()
    if _DRAWS.search(name):
        return frozenset({Role.PICTURES})
    if _LIVE.search(name):
        return frozenset({Role.LIVE})
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
    """The models of a service that are known without asking it. The list is maintained by hand and goes out of date."""

    preferred: Mapping[Role, tuple[str, ...]] = field(default_factory=dict[Role, tuple[str, ...]])
    """The models to use if nobody has chosen, best first."""
    served: bool = False
    """They are available even if the service has not listed them."""
    endings: tuple[Ending, ...] = ()

    def ending_of(self, model: str) -> Ending | None:
        """Return what the service's calendar says about a model or one of its snapshots."""
        return next(
            (each for each in self.endings for name in each.models if re.fullmatch(re.escape(name) + _SNAPSHOT, model)),
            None,
        )

    def first(self, role: Role) -> str:
        """Return the best known name. Empty if none is known."""
        return next(iter(self.preferred.get(role, ())), "")

    def usual(self, role: Role) -> str:
        """Return the name that can be requested without checking. Empty if the service must first list its models."""
        return self.first(role) if self.served else ""


@dataclass(frozen=True, slots=True)
class Models:
    """The models that can be chosen at one service, on one day."""

    today: date
    listed: tuple[Listed, ...] = ()
    """Empty if the service has not listed any, or never does."""
    known: KnownModels = field(default_factory=KnownModels)

    def end_of(self, model: str) -> date | None:
        said = next((each.ends for each in self.listed if each.id == model), None)
        known = self.known.ending_of(model)
        return said or (known.day if known else None)

    def gone(self, model: str) -> bool:
        end = self.end_of(model)
        return end is not None and end <= self.today

    def successor_of(self, model: str, role: Role) -> str:
        """Return the model that replaces this one. Empty if none is known here."""
        known = self.known.ending_of(model)
        named = [each for each in (known.successors if known else ()) if role in roles_of(each)]
        return next((found for each in named if (found := self._there(each))), "") or self.sensible(role, without=model)

    def sensible(self, role: Role, *, without: str = "") -> str:
        """Return the model to use if nobody has chosen. Empty if the service must decide."""
        preferred = self.known.preferred.get(role, ()) if self.known.served or self.listed else ()
        for model in preferred:
            found = self._there(model)
            if found and found != without:
                return found
        return next((each.id for each in self._newest(role) if each.id != without), "")

    def choices(self, role: Role) -> tuple[ModelChoice, ...]:
        """Return the possible choices, the most sensible first, with a note on each that ends soon."""
        preferred = self.known.preferred.get(role, ())
        ids = [each.id for each in self._newest(role)] if self.listed else list(preferred if self.known.served else ())
        ids = [each for each in ids if not self.gone(each)]
        ids.sort(key=lambda each: preferred.index(each) if each in preferred else len(preferred))
        return tuple(ModelChoice(each, self._note(each, role)) for each in ids)

    def settled(self, model: str, role: Role) -> str:
        """Return what is really used: the chosen model, or its successor if it has ended. Empty stays empty."""
        return (self.successor_of(model, role) or model) if model and self.gone(model) else model

    def warning(self, model: str, role: Role) -> Sentence | None:
        """Return a warning about a model that has ended or soon will."""
        end = self.end_of(model)
        if end is None or (end - self.today).days > WARN_BEFORE:
            return None
        successor = self.successor_of(model, role)
        if end <= self.today:
            if not successor:
                return Sentence(
                    "The model {model} was retired on {day}. Choose another one in Settings.", model=model, day=end
                )
            return Sentence(
                "The model {model} was retired on {day}. {successor} answers instead.",
                model=model,
                day=end,
                successor=successor,
            )
        if not successor:
            return Sentence("The model {model} retires on {day}. Choose another one in Settings.", model=model, day=end)
        return Sentence(
            "The model {model} retires on {day}. Choose {successor} in Settings.",
            model=model,
            day=end,
            successor=successor,
        )

    def _note(self, model: str, role: Role) -> Sentence | None:
        end = self.end_of(model)
        if end is not None:
            successor = self.successor_of(model, role)
            if successor:
                return Sentence("retires on {day}, then {successor}", day=end, successor=successor)
            return Sentence("retires on {day}", day=end)
        if role is Role.SPEECH and _TALKS.search(model):
            return Sentence("over a Realtime socket")
        return None

    def _there(self, model: str) -> str:
        """Return the service's own name for a model, because some put a maker's name before it. Empty if it is not
        there.
        """
        if not self.listed:
            return "" if self.gone(model) else model
        names = (each.id for each in self.listed if each.id == model or each.id.endswith(f"/{model}"))
        return next((name for name in names if not self.gone(name)), "")

    def _newest(self, role: Role) -> Sequence[Listed]:
        fitting = [each for each in self.listed if role in (each.roles or roles_of(each.id)) and not self.gone(each.id)]
        return sorted(fitting, key=lambda each: (-each.created, each.id))

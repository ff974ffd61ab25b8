"""Putting words where they belong: in order, one at a time, and nowhere else."""

from dataclasses import dataclass

from voiceapp.core.dictation.hearing import part_with
from voiceapp.core.dictation.messages import (
    Arrival,
    Deliver,
    Delivered,
    DictationCommand,
    DictationId,
    DictationWishes,
    PartId,
    Stage,
    Target,
    Way,
)
from voiceapp.core.dictation.parts import Part, Place, joined
from voiceapp.core.failures import Failure
from voiceapp.core.messages import EndSound

LATE = 30.0
"""Seconds after the key at which nothing is typed by itself any more."""
FRESH = 120.0
"""Seconds for which what was inserted still stands before the cursor, as far as we know."""
MOST_KEPT = 50
"""Parts that failed or wait; older ones are in the history alone."""
KNOWN_SOON = 1.0
"""Seconds for which the desktop may think about who has the keyboard."""
STANDING = 400

_WHY = {
    Arrival.FOCUS_MOVED: "Another window has the keyboard now: put the cursor where the words belong, and insert them.",
    Arrival.HIDDEN_FIELD: "Nothing is put into a password field: put the cursor somewhere else, and insert it there.",
}
_TOO_LATE = "The words came late: put the cursor where they belong, and insert them."
_NOWHERE = "Nothing had the keyboard: put the cursor where the words belong, and insert them."
_AGAIN = "These words were recognised later: put the cursor where they belong, and insert them."


@dataclass(frozen=True, slots=True)
class Insertion:
    """What was put in last."""

    target: Target
    text: str
    at: float
    original: str | None = None
    standing: str = ""
    """All that we put there lately, as it stands before the cursor."""


@dataclass(slots=True)
class _Flight:
    number: int
    parts: tuple[Part, ...]
    erase: int = 0
    restoring: bool = False


class Delivery:
    def __init__(self, out: list[DictationCommand], wishes: DictationWishes) -> None:
        self._out = out
        self.wishes = wishes
        self.parts: list[Part] = []
        self._flight: _Flight | None = None
        self._count = 0
        self._last: Insertion | None = None
        self._why = ""
        self._failures: list[Failure] = []
        self.deadline: float | None = None

    def find(self, name: PartId) -> Part | None:
        return part_with(self.parts, name)

    def focus_seen(self, dictation: DictationId, target: Target | None) -> None:
        for part in self.parts:
            if part.dictation.id == dictation:
                part.dictation.target = target
                part.dictation.target_known = True

    # --- what the bar shows

    @property
    def waiting(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.place is Place.WAITING)

    @property
    def waiting_text(self) -> str:
        return joined(self.waiting)

    @property
    def why_waiting(self) -> str:
        return self._why

    def under_way(self) -> tuple[Stage, str]:
        moving = [part for part in self.parts if part.on_its_way and not part.dictation.unwanted]
        words = " ".join(part.words for part in moving).strip()
        if self._flight is not None:
            return Stage.INSERTING, words
        if any(part.place is Place.TIDYING for part in moving):
            return Stage.TIDYING, words
        return (Stage.TRANSCRIBING, words) if moving else (Stage.IDLE, "")

    def just_inserted(self, now: float, within: float) -> Insertion | None:
        return self._last if self._last is not None and now - self._last.at < within else None

    def take_failures(self) -> list[Failure]:
        failures, self._failures = self._failures, []
        return failures

    # --- what the person asks

    def insert_here(self, *, copy: bool = False) -> None:
        waiting = self.waiting
        if not waiting or self._flight is not None:
            return
        way = Way.CLIPBOARD if copy else self.wishes.way
        for part in waiting:
            part.place = Place.DELIVERING
        self._send(joined(waiting), way, None, waiting)

    def discard(self) -> None:
        for part in self.parts:
            if part.place in (Place.WAITING, Place.FAILED):
                part.place = Place.DONE
                if part.item.sound is not None and not self.wishes.keep_talks:
                    self._out.append(EndSound(part.item.sound, keep=False))
        self._why = ""

    def restore_original(self, now: float) -> None:
        """The tidied words go, the words as said come in their place."""
        last = self._last
        if last is None or last.original is None or self._flight is not None or now - last.at > FRESH:
            return
        lead = last.text[: len(last.text) - len(last.text.lstrip())]
        text = f"{lead}{last.original}"
        flight = self._send(text, self._way(last.target), last.target, (), erase=len(last.text), as_is=True)
        flight.restoring = True

    # --- in order

    def advance(self, now: float, *, held: bool = False) -> None:
        """Deliver what is next, and forget what is done. `held`: the key is down, nothing can be put in."""
        self.deadline = None
        for part in self.parts:
            if part.settled:
                continue
            if held or part.place is not Place.READY or self._flight is not None:
                break
            if not part.dictation.target_known and not part.dictation.unwanted:
                known_by = part.dictation.ended_at + KNOWN_SOON
                if now < known_by or not part.dictation.ended:
                    self.deadline = known_by if part.dictation.ended else None
                    break
            self._place(part, now)
        self._forget()

    def _place(self, part: Part, now: float) -> None:
        dictation = part.dictation
        if part.retried:
            self._wait(part, _AGAIN)
        elif dictation.unwanted or (not part.text and not part.scratch):
            part.place = Place.DONE
        elif any(each.dictation is dictation for each in self.waiting):
            self._wait(part, self._why)
        elif not dictation.target_known:
            self._wait(part, _NOWHERE)
        elif dictation.target is not None and dictation.target.secret:
            self._wait(part, _WHY[Arrival.HIDDEN_FIELD])
        elif dictation.ended and now - dictation.ended_at > LATE:
            self._wait(part, _TOO_LATE)
        else:
            self._put(part, now)

    def _put(self, part: Part, now: float) -> None:
        target = part.dictation.target
        last = self._last
        if last is not None and (target is None or last.target.window != target.window or now - last.at >= FRESH):
            last = None
        erase = len(last.text) if part.scratch and last is not None else 0
        if not part.text and not erase:
            part.place = Place.DONE
            return
        standing = "" if last is None else last.standing[: len(last.standing) - erase]
        part.place = Place.DELIVERING
        self._send(part.text, self._way(target), target, (part,), erase=erase, before=standing or None)

    def _way(self, target: Target | None) -> Way:
        return self.wishes.way_for(target.program) if target is not None else self.wishes.way

    def _send(
        self,
        text: str,
        way: Way,
        target: Target | None,
        parts: tuple[Part, ...],
        *,
        erase: int = 0,
        before: str | None = None,
        as_is: bool = False,
    ) -> _Flight:
        self._count += 1
        self._flight = flight = _Flight(self._count, parts, erase)
        self._out.append(Deliver(self._count, text, way, target, erase, before, as_is))
        return flight

    def _wait(self, part: Part, why: str) -> None:
        part.place = Place.WAITING if part.text else Place.DONE
        self._why = why

    # --- what came of it

    def delivered(self, event: Delivered, now: float) -> None:
        flight = self._flight
        if flight is None or flight.number != event.delivery:
            return
        self._flight = None
        if event.arrival in (Arrival.INSERTED, Arrival.COPIED):
            self._arrived(flight, event, now)
            return
        if event.failure is not None:
            self._failures.append(event.failure)
        why = _WHY.get(event.arrival) or (event.failure.sentence if event.failure else _NOWHERE)
        self._keep_rest(flight, event.inserted)
        for part in flight.parts:
            self._wait(part, why)

    def _arrived(self, flight: _Flight, event: Delivered, now: float) -> None:
        for part in flight.parts:
            part.place = Place.DONE
            part.note(event.arrival.value, now)
            if self.wishes.keep_talks:
                self._out.append(part.keep())
        if not self.waiting:
            self._why = ""
        if event.arrival is Arrival.COPIED or event.target is None:
            self._last = None
            return
        tidied = [part for part in flight.parts if part.text != part.said]
        original = " ".join(part.said for part in flight.parts) if tidied else None
        self._last = Insertion(
            event.target,
            event.inserted,
            now,
            None if flight.restoring else original,
            f"{self._standing(event.target, now, flight.erase)}{event.inserted}"[-STANDING:],
        )

    def _standing(self, target: Target, now: float, erased: int) -> str:
        last = self._last
        if last is None or last.target.window != target.window or now - last.at >= FRESH:
            return ""
        return last.standing[: len(last.standing) - erased]

    @staticmethod
    def _keep_rest(flight: _Flight, inserted: str) -> None:
        """What went in already is not put in again."""
        gone = len(inserted.lstrip())
        for part in flight.parts:
            if gone <= 0:
                break
            taken = min(gone, len(part.text))
            part.text = part.text[taken:].lstrip()
            gone -= taken + 1

    def _forget(self) -> None:
        open_dictations = {id(part.dictation) for part in self.parts if not part.settled}
        kept = [part for part in self.parts if part.place is not Place.DONE or id(part.dictation) in open_dictations]
        # Words that were heard long ago in a dictation that still goes on are not shown any more.
        recent = [part for part in kept if part.place is not Place.DONE or part in kept[-3:]]
        surplus = [part for part in recent if part.place in (Place.FAILED, Place.WAITING)][:-MOST_KEPT]
        self.parts[:] = [part for part in recent if part not in surplus]

"""Puts dictated words where they belong, in order and one at a time, and nowhere else."""

from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.delivery_reasons import (
    CAME_LATER,
    CANNOT_REPLACE,
    CANNOT_UNDO,
    COPIED_INSTEAD,
    MAY_BE_MEANT,
    NOTHING_TO_HEAR,
    NOTHING_TO_UNDO,
    NOWHERE,
    TOO_LATE,
    UNCHANGED,
    UNTOLD,
    WHY,
)
from voiceapp.core.dictation.dictation_parts import (
    DictationEntry,
    DictationPart,
    PartMove,
    PartPlace,
    joined,
    keep_rest,
    remembered,
    told_of_all,
)
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.insertion import FRESH, DeliveryUnderWay, Insertion, insertion_of
from voiceapp.core.dictation.messages import (
    Deliver,
    Delivered,
    DeliveryResult,
    DictationCommand,
    DictationRequest,
    PartId,
    RequestMade,
    TextCorrected,
)
from voiceapp.core.dictation.recognition import DictationRecognition, part_with
from voiceapp.core.dictation.rewording import Rewording
from voiceapp.core.dictation.text_target import DictationId, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationWishes
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EndSound
from voiceapp.core.sentence import Sentence, in_a_row

LATE = 30.0
"""Seconds after the key is released; from then on nothing is typed unasked."""
KNOWN_SOON = 1.0
"""Seconds that the desktop gets to say who has the keyboard."""


class Delivery:
    def __init__(
        self,
        out: list[DictationCommand],
        wishes: DictationWishes,
        profiles: HeldProfiles,
        recognition: DictationRecognition,
    ) -> None:
        self._out = out
        self._profiles = profiles
        self._recognition = recognition
        self.wishes = wishes
        self.parts: list[DictationPart] = []
        self.instructions: list[DictationPart] = []
        """Those whose words are for no program: they say what is to become of a selected text."""
        self._flight: DeliveryUnderWay | None = None
        self._count = 0
        self._last: Insertion | None = None
        self._replaced: Insertion | None = None
        self._rewording = Rewording(out)
        self._why: Sentence | None = None
        self._failures: list[Failure] = []
        self.untypable = False
        """Nothing on this desktop takes text from us."""
        self._warned_of: set[str] = set()
        self.notice: Sentence | None = None
        """What the bar says about the place of this dictation."""
        self.deadline: float | None = None

    def find(self, name: PartId) -> DictationPart | None:
        return part_with(self.parts, name)

    def focus_seen(self, dictation: DictationId, target: TextTarget | None) -> None:
        self._warn_of(target)
        for part in self.parts:
            if part.dictation.id == dictation:
                part.dictation.target = target
                part.dictation.target_known = True

    def _warn_of(self, target: TextTarget | None) -> None:
        """Warn only once per program: whoever knows it of one page knows it of all."""
        if target is not None and target.untold and target.program not in self._warned_of:
            self._warned_of.add(target.program)
            self.notice = UNTOLD

    # --- what the bar shows

    @property
    def waiting(self) -> tuple[DictationPart, ...]:
        return tuple(part for part in self.parts if part.place is PartPlace.WAITING)

    @property
    def waiting_text(self) -> str:
        return joined(part.text for part in self.waiting)

    @property
    def why_waiting(self) -> Sentence | None:
        return self._why

    def dictation_under_way(self) -> DictationEntry | None:
        """Return the one whose words are in progress."""
        return next((part.dictation for part in self.parts if part.on_its_way), None)

    @property
    def beside(self) -> Sentence | None:
        """Says what the bar adds to everything else."""
        told = [each for each in (self._profiles.notice, self.notice) if each is not None]
        return in_a_row(*told) if told else None

    @property
    def correcting(self) -> str:
        """Returns the text that the person is to correct, once it has been taken out."""
        return self._rewording.text if self._flight is None else ""

    @property
    def asks_context(self) -> bool:
        return bool(self._profiles.asked_for)

    @property
    def moving(self) -> tuple[DictationPart, ...]:
        """Returns the parts whose words are in progress, and wanted."""
        return tuple(part for part in self.parts if part.on_its_way and not part.dictation.unwanted)

    def under_way(self) -> DictationStage:
        if self._flight is not None:
            return DictationStage.INSERTING
        if any(part.place is PartPlace.TIDYING for part in self.moving):
            return DictationStage.TIDYING
        return DictationStage.TRANSCRIBING if self.moving else DictationStage.IDLE

    def just_inserted(self, now: float, within: float) -> Insertion | None:
        return self._last if self._last is not None and now - self._last.at < within else None

    def take_failures(self) -> list[Failure]:
        failures, self._failures = self._failures, []
        return failures

    # --- what the person asks

    def carry_out_request(self, request: RequestMade, now: float) -> None:
        match request.what:
            case DictationRequest.INSERT_HERE:
                self.insert_here()
            case DictationRequest.COPY if self.waiting:
                self.insert_here(copy=True)
            case DictationRequest.COPY:
                self._insert_last(DeliveryMethod.CLIPBOARD, now)
            case DictationRequest.AGAIN:
                self._insert_last(self.wishes.way, now)
            case DictationRequest.ORIGINAL:
                self.restore_original(now)
            case DictationRequest.CORRECT:
                self._take_out_for_correction(now)
            case DictationRequest.IN_LANGUAGE:
                self._hear_in(request.language, now)
            case _:
                # Only undo is handled here; the machine carries out all the others itself.
                self._undo(now)

    def _insert_last(self, way: DeliveryMethod, now: float) -> None:
        """Insert it once more, at the cursor or on the clipboard."""
        last = self._lately(now)
        if last is not None:
            self._fly(Deliver(self._count + 1, last.text.strip(), way, None, despite=last.despite), ())

    def replace(self, wish: Deliver, stood: Insertion | None) -> int | None:
        """Insert what was rewritten, in the place of `stood`. Answers its number, or None if it isn't its turn."""
        if self._flight is not None:
            return None
        self._fly(wish.changed(delivery=self._count + 1), (), stood, rewritten=True)
        return self._count

    def _undo(self, now: float) -> None:
        last = self._lately(now)
        if last is not None and last.can_undo and last.rewritten and not last.as_spoken:
            self.restore_original(now)
        elif last is not None and last.can_undo and not last.rewritten:
            erase = len(last.text)
            self._fly(Deliver(self._count + 1, "", last.way, last.target, erase, as_is=True), ())
        elif self._flight is None:
            why = NOTHING_TO_UNDO if last is None else CANNOT_UNDO
            self._failures.append(Failure(FailureKind.REJECTED, why))

    def _take_out_for_correction(self, now: float) -> None:
        """It is taken out at once, while its field has the keyboard: afterwards the hands are in our own window."""
        last = self._lately(now)
        if last is not None and last.can_undo and not last.rewritten:
            self._undo(now)
            self._rewording.begin(last)

    def _hear_in(self, language: str, now: float) -> None:
        """Its place is taken once there are other words. Until then, and where there are none, it stands as it is."""
        last = self._lately(now)
        if last is not None and last.can_be_heard_again:
            self._replaced = last
            self.parts.append(self._recognition.recognise_instead(last.parts[0], last.target, language, now))
        elif self._flight is None:
            why = NOTHING_TO_HEAR if last is None else CANNOT_REPLACE
            self._failures.append(Failure(FailureKind.REJECTED, why))

    def _correct(self, text: str) -> None:
        """Put the corrected text back where it was."""
        last = self._rewording.correct(text, keep=self.wishes.keep_talks)
        if last is not None:
            put = f"{last.text[: len(last.text) - len(last.text.lstrip())]}{text}"
            self._fly(Deliver(self._count + 1, put, last.way, last.target, as_is=True, despite=last.despite), ())

    def _lately(self, now: float) -> Insertion | None:
        """The text that was inserted last, as long as it is known and nothing else is in progress."""
        last = self._last
        return None if last is None or self._flight is not None or now - last.at > FRESH else last

    def insert_here(self, *, copy: bool = False) -> None:
        waiting = self.waiting
        if not waiting or self._flight is not None:
            return
        way = DeliveryMethod.CLIPBOARD if copy else self._profiles.of(waiting[0].dictation).way
        for part in waiting:
            part.move(PartMove.DELIVER)
        self._send(way, None, waiting)

    def discard(self) -> None:
        for part in self.parts:
            if part.place in (PartPlace.WAITING, PartPlace.FAILED):
                part.finish()
                if part.item.sound is not None and not self.wishes.keep_talks:
                    self._out.append(EndSound(part.item.sound, keep=False))
        self._why = None

    def restore_original(self, now: float) -> None:
        """Replaces the tidied words by the words as they were spoken, or the other way round."""
        last = self._lately(now)
        if last is None or last.original is None:
            return
        wish = last.replaced_by(self._count + 1, last.original, last.original_in_terminal)
        self._fly(wish, (), last)

    # --- in order

    def advance(self, now: float, *, held: bool = False) -> None:
        """Deliver what is next and forget what is done. `held`: the key is down, so nothing can be inserted."""
        self.deadline = None
        for part in self.parts:
            if part.settled:
                continue
            if held or part.place is not PartPlace.READY or self._flight is not None:
                break
            known = part.dictation.target_known and part.dictation.instructs is not None
            if not known and not part.dictation.unwanted:
                known_by = part.dictation.ended_at + KNOWN_SOON
                if now < known_by or not part.dictation.ended:
                    self.deadline = known_by if part.dictation.ended else None
                    break
            self._place(part, now)
        self.parts[:] = remembered(self.parts)

    def _place(self, part: DictationPart, now: float) -> None:
        dictation = part.dictation
        if dictation.instructs:
            part.finish()
            self.instructions.append(part)
        elif part.retried or (part.replaces and self._replaced is not self._last):
            self._wait(part, CAME_LATER)
        elif dictation.unwanted or part.is_empty:
            part.finish()
            if part.corrects and not dictation.unwanted:
                self._take_out_for_correction(now)
        elif any(each.holds_up(part) for each in self.waiting):
            self._wait(part, self._why)
        elif not dictation.target_known:
            self._wait(part, NOWHERE)
        elif dictation.target is not None and dictation.target.secret:
            self._wait(part, WHY[DeliveryResult.HIDDEN_FIELD])
        elif dictation.ended and now - dictation.ended_at > LATE:
            self._wait(part, TOO_LATE)
        elif part.undo:
            part.finish()
            self._undo(now)
        elif part.asks_language:
            part.finish()
            self._hear_in(part.asks_language, now)
        else:
            self._deliver(part, now)

    def _deliver(self, part: DictationPart, now: float) -> None:
        target = part.dictation.target
        last = self._last
        if last is not None and (target is None or last.target.window != target.window or now - last.at >= FRESH):
            last = None
        if part.replaces and last is not None:
            part.move(PartMove.DELIVER)
            self._fly(last.replaced_by(self._count + 1, part.text, part.line), (part,))
            return
        erase = len(last.text) if part.scratch and last is not None else 0
        if not part.text and not erase:
            part.finish()
            return
        standing = "" if last is None else last.standing[: len(last.standing) - erase]
        part.move(PartMove.DELIVER)
        wishes = self._profiles.of(part.dictation)
        way = wishes.way if target is None else wishes.way_for(target.program)
        self._send(way, target, (part,), erase=erase, before=standing or None)

    def _send(
        self,
        way: DeliveryMethod,
        target: TextTarget | None,
        parts: tuple[DictationPart, ...],
        *,
        erase: int = 0,
        before: str | None = None,
    ) -> None:
        text = joined(part.text for part in parts)
        line = joined(part.line for part in parts)
        self._fly(
            Deliver(self._count + 1, text, way, target, erase, before, line=line, despite=told_of_all(parts)), parts
        )

    def _fly(
        self,
        wish: Deliver,
        parts: tuple[DictationPart, ...],
        instead_of: Insertion | None = None,
        *,
        rewritten: bool = False,
    ) -> None:
        self._count = wish.delivery
        self._flight = DeliveryUnderWay(wish, parts, instead_of, rewritten)
        self._out.append(wish)

    def _wait(self, part: DictationPart, why: Sentence | None) -> None:
        part.move(PartMove.WAIT if part.text else PartMove.FINISH)
        self._why = why

    # --- what came of it

    def take(self, event: Delivered | TextCorrected, now: float) -> None:
        if isinstance(event, Delivered):
            self._delivered(event, now)
        else:
            self._correct(event.text)

    def _delivered(self, event: Delivered, now: float) -> None:
        flight = self._flight
        if flight is None or flight.wish.delivery != event.delivery:
            return
        self._flight = None
        if event.arrival in (DeliveryResult.INSERTED, DeliveryResult.COPIED):
            self._arrived(flight, event, now)
            return
        if flight.rewritten:
            return
        if self._rewording.was_to_put_back(flight.wish):
            self._failures.append(Failure(FailureKind.REJECTED, COPIED_INSTEAD))
            self._fly(Deliver(self._count + 1, flight.wish.text.strip(), DeliveryMethod.CLIPBOARD, None), ())
            return
        why = WHY.get(event.arrival) or (event.failure.sentence if event.failure else NOWHERE)
        self.untypable = event.failure is not None and event.failure.kind is FailureKind.NOT_INSTALLED
        if event.failure is not None:
            self._failures.append(event.failure)
        elif not flight.parts:
            unchanged = event.arrival is DeliveryResult.FOCUS_MOVED
            self._failures.append(Failure(FailureKind.REJECTED, UNCHANGED if unchanged else why))
        in_terminal = event.target is not None and event.target.terminal
        keep_rest(flight.parts, event.inserted, in_terminal=in_terminal)
        for part in flight.parts:
            part.told |= MAY_BE_MEANT & {event.arrival}
            self._wait(part, why)

    def _arrived(self, flight: DeliveryUnderWay, event: Delivered, now: float) -> None:
        self._rewording.arrived(
            self._last, flight.wish, event.inserted, now, spoken=any(not part.replaces for part in flight.parts)
        )
        for part in flight.parts:
            part.finish()
            part.note(event.arrival.value, now)
            if self.wishes.keep_talks:
                self._out.append(part.keep())
        if not self.waiting:
            self._why = None
        self._warn_of(event.target)
        if event.arrival is DeliveryResult.COPIED or event.target is None or not event.inserted:
            self._last = None
            return
        self._last = insertion_of(flight, event.target, event, self._last, now)

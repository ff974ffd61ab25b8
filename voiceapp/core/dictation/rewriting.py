"""Decides what becomes of an instruction for a selected text: it is rewritten, shown, and takes its place or not.

What is said is recorded and transcribed like any dictation. Nothing leaves before the person has allowed it, nothing is
replaced that is not selected any more, and what stood there can be brought back.
"""

from dataclasses import replace

from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.context import kind_words
from voiceapp.core.dictation.delivery import LATE, Delivery
from voiceapp.core.dictation.delivery_reasons import WHY
from voiceapp.core.dictation.dictation_parts import DictationEntry
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.insertion import Insertion
from voiceapp.core.dictation.messages import (
    AgreeToContext,
    Delivered,
    DeliveryResult,
    DictationCommand,
    DictationRequest,
    FocusSeen,
    TextCorrected,
)
from voiceapp.core.dictation.rewrite_job import RewriteJob, RewriteMove, RewritePlace, RewriteUse, view_of_job
from voiceapp.core.dictation.rewrite_messages import (
    CatchAnswer,
    DropRewrite,
    LookAtRewriter,
    ReadSource,
    Rewrite,
    RewriteCame,
    RewriteEvent,
    RewriteGrew,
    RewriterSeen,
    SourceRead,
    TextSource,
)
from voiceapp.core.dictation.rewrite_prompt import LONGEST, rewritten, wants_clipboard
from voiceapp.core.dictation.rewrite_reasons import (
    NO_ANSWER,
    NO_SELECTION,
    NOT_READ_HERE,
    NOTHING_COPIED,
    NOTHING_WRITTEN,
    PASSWORD_FIELD,
    TOO_SLOW,
    too_long,
)
from voiceapp.core.dictation.wishes import DictationWishes, LineEnds
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import KeepItem
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Via

PATIENCE = 60.0
"""Seconds to wait for the rewritten text."""
READ_BY = 6.0
"""Seconds that another program may take to hand over its text."""
ANSWER_KEYS_FOR = 90.0
"""Seconds for which Enter and Esc answer; then they are the other programs' again, and the buttons remain."""
_USES = {
    DictationRequest.ACCEPT: RewriteUse.REPLACE,
    DictationRequest.KEEP_BOTH: RewriteUse.KEEP_BOTH,
    DictationRequest.COPY: RewriteUse.COPY,
}


class Rewriting:
    def __init__(self, out: list[DictationCommand], delivery: Delivery, profiles: HeldProfiles) -> None:
        self._out = out
        self._delivery = delivery
        self._profiles = profiles
        self._job: RewriteJob | None = None
        self._count = 0
        self._caught = False
        self._failures: list[Failure] = []
        self.deadline: float | None = None

    def take_failures(self) -> list[Failure]:
        failures, self._failures = self._failures, []
        return failures

    def take(self, event: RewriteEvent, now: float) -> None:
        match event:
            case SourceRead():
                self._source_read(event)
            case RewriterSeen():
                job = self._listening(event.dictation)
                if job is not None:
                    job.seen = event
            case RewriteGrew(number, text):
                if self._job is not None and self._job.number == number:
                    self._job.growing = clean(text)
            case RewriteCame():
                self._rewrite_came(event, now)

    # --- the instruction

    def begin(self, dictation: DictationEntry, now: float) -> None:
        """It is about to be spoken, or whatever it is that is spoken, if nothing turns out to be selected."""
        before = self._job
        offered = before is not None and before.place is RewritePlace.OFFERED
        if before is not None and not offered:
            self._end(before)
            if self._is_unsure(before):
                before.dictation.instructs = False
        self._job = RewriteJob(dictation, before if offered else None, read_by=now + READ_BY)
        self._out.append(LookAtRewriter(dictation.id))

    def focus_seen(self, event: FocusSeen, now: float) -> None:
        job = self._listening(event.dictation)
        if job is None:
            return
        target = event.target
        if target is not None and target.secret:
            job.refusal = PASSWORD_FIELD
        elif target is not None and self._profiles.forbids_context(target):
            job.refusal = NOT_READ_HERE
        if job.refusal is None and not (self._is_unsure(job) and target is not None and target.terminal):
            self._read(job, TextSource.SELECTED, now)
        elif self._is_unsure(job):
            self._is_dictation(job)

    def _source_read(self, event: SourceRead) -> None:
        job = self._listening(event.dictation)
        if job is None or job.awaited is not event.source:
            return
        job.awaited = None
        if event.text.strip():
            job.text = job.stood = event.text
            job.source = event.source
            job.selected = None if event.source is TextSource.CLIPBOARD else event.text
            job.dictation.instructs = True
        elif self._is_unsure(job):
            self._is_dictation(job)

    def _listening(self, dictation: str) -> RewriteJob | None:
        job = self._job
        return (
            job if job is not None and job.dictation.id == dictation and job.place is RewritePlace.LISTENING else None
        )

    @staticmethod
    def _is_unsure(job: RewriteJob) -> bool:
        return job.dictation.instructs is None

    def _is_dictation(self, job: RewriteJob) -> None:
        """Nothing is selected, so the words are to be inserted."""
        job.dictation.instructs = False
        job.move(RewriteMove.END)
        self._job = job.base

    def _read(self, job: RewriteJob, source: TextSource, now: float) -> None:
        job.asked.add(source)
        job.awaited = source
        job.read_by = self.deadline = now + READ_BY
        self._out.append(ReadSource(job.dictation.id, source, job.target))

    # --- as time goes by

    def advance(self, now: float, *, held: bool, recording: bool) -> None:
        """Do what is next. `held`: the key is down, so nothing can be copied or inserted. `recording`: the bar shows that
        instead of what is offered.
        """
        self.deadline = None
        self._take_words()
        job = self._job
        if job is not None:
            match job.place:
                case RewritePlace.LISTENING:
                    self._listen(job, now, held=held)
                case RewritePlace.WRITING if now >= job.written_by:
                    self._out.append(DropRewrite())
                    self._fail(job, TOO_SLOW)
                case RewritePlace.WRITING:
                    self.deadline = job.written_by
                case RewritePlace.OFFERED if job.use is not None and not held:
                    self._insert(job, job.use, now)
                case _:
                    pass
        self._catch_answer(now, seen=not recording)

    def _take_words(self) -> None:
        parts, self._delivery.instructions = self._delivery.instructions, []
        for part in parts:
            if self._job is not None and part.dictation is self._job.dictation:
                self._job.words.append(part.text)

    def _listen(self, job: RewriteJob, now: float, *, held: bool) -> None:
        dictation = job.dictation
        if not dictation.ended:
            return
        parts = [part for part in self._delivery.parts if part.dictation is dictation]
        if dictation.unwanted or not (job.instruction or parts):
            self._leave(job)
        elif job.instruction and all(part.settled for part in parts):
            self._prepare(job, now, held=held)

    def _leave(self, job: RewriteJob) -> None:
        """Nothing was said. A touch of the key accepts what is offered, unless Esc followed at once."""
        job.move(RewriteMove.END)
        self._job = job.base
        if job.base is not None and job.dictation.tapped and not job.dictation.unwanted:
            job.base.use = RewriteUse.REPLACE

    def _prepare(self, job: RewriteJob, now: float, *, held: bool) -> None:
        """The instruction is known. Find what it is for, whether it may leave, and begin."""
        if job.base is not None:
            job.go_on_from(job.base)
        elif job.refusal is not None:
            self._refuse(job, job.refusal)
            return
        if (job.awaited is not None or job.seen is None) and now < job.read_by:
            self.deadline = job.read_by
            return
        if not job.text:
            self._look_elsewhere(job, now, held=held)
        elif len(job.text) > LONGEST:
            self._refuse(job, too_long(LONGEST))
        elif job.seen is None or job.seen.trouble is not None:
            self._refuse(job, NO_ANSWER if job.seen is None else job.seen.trouble or NO_ANSWER)
        elif job.seen.leaves and job.agreement not in self._wishes(job).agreed_context:
            job.move(RewriteMove.ASK)
            job.sentence = Sentence(
                "For this {what} and your words go to the language model, once you allow it.",
                what=kind_words((job.kind,)),
            )
        else:
            self._write(job, now)

    def _look_elsewhere(self, job: RewriteJob, now: float, *, held: bool) -> None:
        """The program does not tell what is selected, if anything is."""
        terminal = job.target is not None and job.target.terminal
        if wants_clipboard(job.instruction):
            if TextSource.CLIPBOARD in job.asked:
                self._refuse(job, NOTHING_COPIED)
            else:
                self._read(job, TextSource.CLIPBOARD, now)
        elif terminal or job.target is None or TextSource.COPIED in job.asked:
            # In a terminal the keys for copying would end what runs there.
            self._refuse(job, NO_SELECTION)
        elif not held:
            self._read(job, TextSource.COPIED, now)

    # --- the new text

    def _write(self, job: RewriteJob, now: float, refused: str = "") -> None:
        if job.base is not None:
            job.base.move(RewriteMove.END)
            job.base = None
        job.move(RewriteMove.WRITE)
        self._count += 1
        job.number = self._count
        job.written_by = self.deadline = now + PATIENCE
        job.sentence = job.use = None
        job.growing = ""
        self._out.append(Rewrite(job.number, job.text, job.instruction, refused))

    def _rewrite_came(self, event: RewriteCame, now: float) -> None:
        job = self._job
        if job is None or job.place is not RewritePlace.WRITING or job.number != event.number:
            return
        text = rewritten(event.text, job.text)
        if event.failure is not None:
            self._fail(job, event.failure.sentence)
            return
        if not text:
            self._fail(job, NOTHING_WRITTEN)
            return
        wishes = self._wishes(job)
        target = job.target
        if wishes.line_ends is LineEnds.ONE_LINE or (target is not None and target.terminal):
            text = in_one_line(text)
        job.result = text
        self._keep(job, event, now)
        job.move(RewriteMove.OFFER)
        job.offered_at = now
        fit = job.seen is not None and job.seen.fit
        sure = fit and target is not None and now - job.dictation.ended_at <= LATE
        if sure and not wishes.look_at_rewrites:
            job.use = RewriteUse.REPLACE

    def _keep(self, job: RewriteJob, event: RewriteCame, now: float) -> None:
        if not self._delivery.wishes.keep_talks:
            return
        dictation = job.dictation
        before = job.item or Message(
            ItemId(f"{dictation.id}-rewritten"), Speaker.ASSISTANT, now, via=Via.DICTATION, state=MessageState.DONE
        )
        job.item = replace(
            before,
            text=job.result,
            original=job.stood,
            spent=before.spent + event.spent,
            profile=dictation.profile_name,
        )
        self._out.append(KeepItem(dictation.talk.id, job.item))

    def _insert(self, job: RewriteJob, use: RewriteUse, now: float) -> None:
        target = job.target
        wish = job.delivery_for(use, self._wishes(job).way_for("" if target is None else target.program))
        stood = None
        if job.replaces and use is RewriteUse.REPLACE and target is not None and job.selected is not None:
            stood = Insertion(target, job.selected, now, as_spoken=True, rewritten=True)
        job.delivery = self._delivery.replace(wish, stood)
        if job.delivery is not None:
            job.move(RewriteMove.INSERT)
            job.use = job.sentence = None

    def delivered(self, event: Delivered | TextCorrected) -> None:
        job = self._job
        if job is None or not isinstance(event, Delivered) or job.delivery != event.delivery:
            return
        if event.arrival in (DeliveryResult.INSERTED, DeliveryResult.COPIED):
            job.move(RewriteMove.END)
            self._job = None
            return
        job.move(RewriteMove.OFFER)
        job.sentence = event.failure.sentence if event.failure else WHY.get(event.arrival, NO_SELECTION)

    # --- what the person asks

    def carry_out_request(self, what: DictationRequest, now: float) -> bool:
        """Says whether it was meant for this."""
        job = self._job
        if job is None:
            return what in (DictationRequest.ACCEPT, DictationRequest.KEEP_BOTH, DictationRequest.REWRITE_AGAIN)
        match what, job.place:
            case DictationRequest.ACCEPT | DictationRequest.KEEP_BOTH | DictationRequest.COPY, RewritePlace.OFFERED:
                job.use = _USES[what]
            case DictationRequest.REWRITE_AGAIN, RewritePlace.OFFERED:
                self._write(job, now, job.result)
            case DictationRequest.RETRY, RewritePlace.FAILED:
                self._write(job, now)
            case DictationRequest.ALLOW_CONTEXT, RewritePlace.ASKING:
                self._out.append(AgreeToContext((job.agreement,)))
                self._write(job, now)
            case (
                DictationRequest.CANCEL | DictationRequest.DISCARD,
                RewritePlace.ASKING | RewritePlace.WRITING | RewritePlace.OFFERED | RewritePlace.FAILED,
            ):
                self._end(job)
                self._job = None
            case DictationRequest.ACCEPT | DictationRequest.KEEP_BOTH | DictationRequest.REWRITE_AGAIN, _:
                pass
            case _:
                return False
        return True

    def _end(self, job: RewriteJob) -> None:
        if job.place is RewritePlace.WRITING:
            self._out.append(DropRewrite())
        if job.place is not RewritePlace.INSERTING:
            job.move(RewriteMove.END)

    def _fail(self, job: RewriteJob, why: Sentence) -> None:
        job.move(RewriteMove.FAIL)
        job.sentence = why

    def _refuse(self, job: RewriteJob, why: Sentence) -> None:
        """It is impossible. What was offered before still is."""
        job.move(RewriteMove.END)
        self._job = job.base
        if job.base is None:
            self._failures.append(Failure(FailureKind.REJECTED, why))
        else:
            job.base.sentence = why

    def _wishes(self, job: RewriteJob) -> DictationWishes:
        return self._profiles.of(job.dictation)

    # --- what is seen

    def _catch_answer(self, now: float, *, seen: bool) -> None:
        """Take Enter and Esc while the person looks at the new text, but not for ever."""
        job = self._job
        offered = job is not None and job.place is RewritePlace.OFFERED
        until = job.offered_at + ANSWER_KEYS_FOR if job is not None and offered else 0.0
        wanted = offered and seen and now < until
        if wanted:
            self.deadline = until
        if wanted is not self._caught:
            self._caught = wanted
            self._out.append(CatchAnswer(wanted))

    def stop(self) -> None:
        """The app is ending. What was offered is in the history."""
        self._job = None
        if self._caught:
            self._caught = False
            self._out.append(CatchAnswer(on=False))

    @property
    def view(self) -> DictationView | None:
        """Returns what the bar shows of it. None: nothing."""
        return None if self._job is None else view_of_job(self._job, hears_keys=self._caught)

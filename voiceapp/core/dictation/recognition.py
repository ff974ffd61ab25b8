"""Gets the words of each part: recognises them, tidies them if the person wishes, and tries again after failures."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.dictation.dictation_parts import DictationPart, PartMove, PartPlace, done, kept_part
from voiceapp.core.dictation.messages import (
    BeginWords,
    DictationCommand,
    DropWords,
    EndWords,
    FeedWords,
    PartId,
    Tidy,
    TidyCame,
    WordsCame,
    WordsFailed,
    WordsFromKept,
)
from voiceapp.core.dictation.tidying import accepted, in_terminal
from voiceapp.core.dictation.wishes import DictationWishes, TidyStyle
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EndSound
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, MessageState, TalkId

PATIENCE = 20.0
"""Seconds to wait for the last words, plus half the length of the part."""
TIDY_PATIENCE = 12.0
MOST_ATTEMPTS = 6
"""The most automatic attempts; the person may always try again."""
WAITS = (5.0, 5.0, 20.0, 60.0, 300.0)
"""Seconds from a failure to the next attempt, by the number of failures so far."""
CONTEXT = 200
"""Characters of the part before that a recogniser is given as context."""
TOO_SLOW = Failure(
    FailureKind.TIMED_OUT, Sentence("The words didn't come in time. The recording is saved and you can try again.")
)


class DictationRecognition:
    def __init__(self, out: list[DictationCommand], wishes: DictationWishes) -> None:
        self._out = out
        self.worked = False
        """A recogniser answered, so what failed before may be tried again."""
        self.change(wishes)

    def change(self, wishes: DictationWishes) -> None:
        self._wishes = wishes
        self._wording = Wording.of(wishes)

    # --- sound

    def append_audio(self, part: DictationPart, pieces: Sequence[bytes], parts: Sequence[DictationPart]) -> None:
        if not part.begun:
            part.begun = True
            part.attempts = 1
            before = next((each.said for each in reversed(parts) if each.dictation is part.dictation and each.said), "")
            self._out.append(BeginWords(part.id, before[-CONTEXT:]))
        if part.broken is None:
            self._out.append(FeedWords(part.id, b"".join(pieces)))

    def end_part(self, part: DictationPart, now: float) -> None:
        if self._wishes.keep_sound and part.item.sound is not None:
            self._out.append(EndSound(part.item.sound))
        part.move(PartMove.END_SOUND)
        part.asked_at = now
        if part.broken is None:
            self._out.append(EndWords(part.id))
        else:
            self._from_kept(part, now)

    def _from_kept(self, part: DictationPart, now: float) -> None:
        part.move(PartMove.HEAR_AGAIN)
        part.broken = None
        part.again_at = None
        part.attempts += 1
        part.asked_at = now
        part.words = ""
        self._out.append(WordsFromKept(part.id, part.item))

    # --- words

    def _words_came(self, part: DictationPart | None, event: WordsCame, now: float) -> None:
        if part is None or part.place not in (PartPlace.RECORDING, PartPlace.HEARING) or part.broken is not None:
            return
        part.words = clean(event.text)
        if not event.final:
            return
        if part.place is PartPlace.RECORDING:
            # A recogniser that ends on its own in the middle of the sound has not heard all of it.
            part.broken = TOO_SLOW
            return
        self.worked = True
        part.note("words", now)
        part.spent = event.spent
        language = self._wording.language(event.text, event.language)
        written = self._wording.write(event.text, language)
        part.said = part.text = written.text
        part.said_in_terminal = part.line = self._wording.in_terminal(event.text, language)
        part.scratch = written.scratch
        part.words = written.text
        part.move(PartMove.UNDERSTAND)
        self._keep_done(part, language)
        if part.text and self._wishes.tidy is not TidyStyle.AS_SAID and not part.dictation.unwanted:
            part.move(PartMove.TIDY)
            part.asked_at = now
            self._out.append(Tidy(part.id, part.text, self._wishes.tidy, self._wishes.tidy_prompt))

    def take_result(self, part: DictationPart | None, event: WordsCame | WordsFailed | TidyCame, now: float) -> None:
        match event:
            case WordsCame():
                self._words_came(part, event, now)
            case WordsFailed(_, failure):
                self._words_failed(part, failure, now)
            case TidyCame():
                self._tidy_came(part, event, now)

    def _words_failed(self, part: DictationPart | None, failure: Failure, now: float) -> None:
        if part is None or part.place not in (PartPlace.RECORDING, PartPlace.HEARING):
            return
        if part.place is PartPlace.RECORDING:
            part.broken = failure
        elif part.attempts < 2 and failure.worth_retrying:
            self._from_kept(part, now)
        else:
            self._give_up(part, failure, now)

    def _give_up(self, part: DictationPart, failure: Failure, now: float) -> None:
        part.move(PartMove.GIVE_UP)
        part.failure = failure
        if failure.worth_retrying and part.attempts < MOST_ATTEMPTS:
            part.again_at = now + (failure.retry_after or WAITS[min(part.attempts, len(WAITS)) - 1])
        if not self._wishes.keep_sound and part.item.sound is not None:
            self._out.append(EndSound(part.item.sound))
        if self._wishes.keep_talks:
            self._out.append(part.keep(state=MessageState.FAILED, failure=failure.sentence))

    def _tidy_came(self, part: DictationPart | None, event: TidyCame, now: float) -> None:
        if part is None or part.place is not PartPlace.TIDYING:
            return
        part.move(PartMove.TIDIED)
        part.note("tidied", now)
        text = None if event.text is None else accepted(part.said, clean(event.text), self._wishes.tidy)
        if text is not None and text != part.said:
            part.text = text
            part.line = in_terminal(part.said_in_terminal, text)
            part.spent = event.spent
            self._keep_done(part, part.item.language)

    def _keep_done(self, part: DictationPart, language: str | None) -> None:
        if not self._wishes.keep_sound and part.item.sound is not None:
            self._out.append(EndSound(part.item.sound, keep=False))
            part.item = replace(part.item, sound=None)
        if self._wishes.keep_talks:
            original = part.said if part.text != part.said else None
            self._out.append(done(part, text=part.text, original=original, language=language))

    # --- again

    def recognise_kept(self, number: int, talk: TalkId, item: Message, now: float) -> DictationPart:
        """A part from the history, without words so far."""
        part = kept_part(number, talk, item)
        part.begun = True
        self._from_kept(part, now)
        return part

    def try_again(self, parts: Sequence[DictationPart], now: float, *, all_of_them: bool = False) -> None:
        """Recognise once more what failed. Its words wait for "insert here": the moment for typing them has passed."""
        for part in parts:
            if part.place is not PartPlace.FAILED:
                continue
            passing = part.failure is not None and part.failure.worth_retrying and part.attempts < MOST_ATTEMPTS
            if all_of_them or passing:
                part.retried = True
                part.failure = None
                self._from_kept(part, now)

    # --- time

    def deadline(self, parts: Sequence[DictationPart]) -> float | None:
        waits = [self._until(part) for part in parts if part.place in (PartPlace.HEARING, PartPlace.TIDYING)]
        waits += [part.again_at for part in parts if part.place is PartPlace.FAILED and part.again_at is not None]
        return min(waits, default=None)

    def tick(self, parts: Sequence[DictationPart], now: float) -> None:
        for part in parts:
            if part.place is PartPlace.HEARING and now >= self._until(part):
                self._out.append(DropWords(part.id))
                self._give_up(part, TOO_SLOW, now)
            elif part.place is PartPlace.TIDYING and now >= self._until(part):
                part.move(PartMove.TIDIED)
            elif part.place is PartPlace.FAILED and part.again_at is not None and now >= part.again_at:
                part.retried = True
                self._from_kept(part, now)

    @staticmethod
    def _until(part: DictationPart) -> float:
        patience = TIDY_PATIENCE if part.place is PartPlace.TIDYING else PATIENCE + part.item.sound_ms / 2000
        return part.asked_at + patience


def part_with(parts: Sequence[DictationPart], name: PartId) -> DictationPart | None:
    return next((part for part in parts if part.id == name), None)

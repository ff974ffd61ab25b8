"""Gets the words of each part: recognises them, tidies them if the person wishes, and tries again after failures."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.dictation.dictation_parts import DictationPart, PartMove, PartPlace, done, kept_part, part_to_replace
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.messages import (
    BeginWords,
    ContextRead,
    DictationCommand,
    DropWords,
    EndWords,
    FeedWords,
    FocusSeen,
    KeptFound,
    PartId,
    ProfileTaken,
    Tidy,
    TidyCame,
    TranslatorSeen,
    WordsCame,
    WordsFailed,
    WordsFromKept,
)
from voiceapp.core.dictation.spoken_commands import Written
from voiceapp.core.dictation.stop_phrases import without_stop
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.tidying import accepted, in_terminal
from voiceapp.core.dictation.wishes import DictationWishes, LineEnds, LiveWords, TidyStyle
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EndSound, ForgetItem
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.word_times import carried
from voiceapp.core.transcript import MessageState

PATIENCE = 20.0
"""Seconds to wait for the last words, plus half the length of the part."""
TIDY_PATIENCE = 12.0
MOST_ATTEMPTS = 6
"""The most automatic attempts; the person may always try again."""
WAITS = (5.0, 5.0, 20.0, 60.0, 300.0)
"""Seconds from a failure to the next attempt, by the number of failures so far."""
CONTEXT = 200
"""Characters of the part before that a recogniser is given as context."""
OTHERWISE = Failure(
    FailureKind.REJECTED, Sentence("Another profile was chosen, so the recording is transcribed again.")
)
TOO_SLOW = Failure(
    FailureKind.TIMED_OUT, Sentence("The words didn't come in time. The recording is saved and you can try again.")
)


class DictationRecognition:
    def __init__(self, out: list[DictationCommand], wishes: DictationWishes, profiles: HeldProfiles) -> None:
        self._out = out
        self._profiles = profiles
        self.worked = False
        """A recogniser answered, so what failed before may be tried again."""
        self.stopped: DictationPart | None = None
        """It ends with the phrase that ends hands-free dictation."""
        self.change(wishes)

    def change(self, wishes: DictationWishes) -> None:
        self._wishes = wishes

    # --- the profile

    def take_news(
        self,
        event: FocusSeen | TranslatorSeen | ContextRead | ProfileTaken,
        parts: Sequence[DictationPart],
        recorded: DictationPart | None,
        now: float,
    ) -> None:
        """Begin what waited for it. `recorded`: another profile is for what is being recorded, and for nothing else."""
        if isinstance(event, ProfileTaken):
            if recorded is not None and self._profiles.take(recorded.dictation, event.profile):
                self._hear_otherwise(recorded)
            return
        of_it = [part for part in parts if part.dictation.id == event.dictation]
        if of_it:
            self._profiles.take_news(of_it[0].dictation, event)
        for part in of_it:
            if part.held and not self._profiles.is_open(part.dictation, now):
                self._give_held(part, parts)

    # --- sound

    def append_audio(
        self, part: DictationPart, pieces: Sequence[bytes], parts: Sequence[DictationPart], now: float
    ) -> None:
        part.begun = True
        part.held += pieces
        if part.asked or not self._profiles.is_open(part.dictation, now):
            self._give_held(part, parts)

    def _give_held(self, part: DictationPart, parts: Sequence[DictationPart]) -> None:
        """Give the recogniser what waited until it was known how to ask it."""
        if not part.asked:
            part.asked = True
            part.attempts = 1
            before = next((each.said for each in reversed(parts) if each.dictation is part.dictation and each.said), "")
            wishes, context = self._profiles.of(part.dictation), part.dictation.context
            self._out.append(BeginWords(part.id, before[-CONTEXT:], wishes, context))
        if part.broken is None:
            self._out.append(FeedWords(part.id, b"".join(part.held)))
        part.held.clear()

    def _hear_otherwise(self, part: DictationPart) -> None:
        """Another profile holds now: once its sound is complete, it is heard from the beginning in that one's way."""
        if part.asked and part.broken is None:
            part.broken = OTHERWISE
            self._out.append(DropWords(part.id))

    def end_part(self, part: DictationPart, parts: Sequence[DictationPart], now: float) -> None:
        if part.held:
            self._give_held(part, parts)
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
        wishes, context = self._profiles.of(part.dictation), part.dictation.context
        self._out.append(WordsFromKept(part.id, part.item, wishes, context))

    # --- words

    def _words_came(self, part: DictationPart | None, event: WordsCame, now: float) -> None:
        if part is None or part.place not in (PartPlace.RECORDING, PartPlace.HEARING) or part.broken is not None:
            return
        if not event.final:
            self._show_words(part, event)
            return
        part.words, part.preview = clean(event.text), ""
        if part.place is PartPlace.RECORDING:
            # A recogniser that ends on its own in the middle of the sound has not heard all of it.
            part.broken = TOO_SLOW
            return
        self.worked = True
        part.note("words", now)
        part.spent = event.spent
        wishes, wording = self._profiles.of(part.dictation), self._profiles.wording(part.dictation)
        heard = self._without_stop(part, event.text)
        language = wording.language(heard, event.language)
        # An instruction speaks of commas and lists; they are no commands in it.
        instructs = part.dictation.instructs
        written = Written(wording.plain(heard)) if instructs else wording.write(heard, language)
        part.said_in_terminal = part.line = wording.in_terminal(heard, language)
        part.said = part.text = written.text
        if wishes.line_ends is LineEnds.ONE_LINE:
            part.said = part.text = part.said_in_terminal = part.line = in_one_line(written.text)
        part.scratch, part.corrects, part.undo = written.scratch, written.corrects, written.undo
        part.asks_language = written.language
        words = carried(event.words, part.text) if part.text else part.item.words
        part.item = replace(part.item, words=words, term_uses=wording.term_uses(heard, part.text))
        part.words = part.text
        part.move(PartMove.UNDERSTAND)
        if part.only_asks and not part.first:
            self._forget(part)
        else:
            self._keep_done(part, language)
        if part.text and not part.dictation.unwanted and not instructs:
            self._tidy(part, language, now)

    def _show_words(self, part: DictationPart, event: WordsCame) -> None:
        if self._wishes.live_words is LiveWords.OFF:
            return
        if event.preview:
            part.preview = clean(event.text)
        else:
            part.words = clean(event.text)

    def _without_stop(self, part: DictationPart, heard: str) -> str:
        """The words without the phrase that ends hands-free dictation, which they are searched for."""
        if not part.dictation.hands_free:
            return heard
        before = without_stop(heard, self._wishes.hands_free.phrases)
        if before is None:
            return heard
        part.stops = True
        self.stopped = part
        return before

    def _tidy(self, part: DictationPart, language: str | None, now: float) -> None:
        wishes = self._profiles.of(part.dictation)
        into = wishes.translate_to
        translate = "" if part.dictation.untranslated or (language or "")[:2] == into[:2] else into
        if wishes.tidy is TidyStyle.AS_SAID and not translate:
            return
        part.move(PartMove.TIDY)
        part.asked_at = now
        part.translating = bool(translate)
        context = part.dictation.context
        self._out.append(Tidy(part.id, part.text, wishes.tidy, wishes.tidy_prompt, translate, context))

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
        if self._wishes.keep_talks and not part.first:
            self._out.append(part.keep(state=MessageState.FAILED, failure=failure.sentence))

    def _tidy_came(self, part: DictationPart | None, event: TidyCame, now: float) -> None:
        if part is None or part.place is not PartPlace.TIDYING:
            return
        part.move(PartMove.TIDIED)
        part.note("tidied", now)
        wishes = self._profiles.of(part.dictation)
        style = TidyStyle.OWN if part.translating else wishes.tidy
        text = None if event.text is None else accepted(part.said, clean(event.text), style)
        if text is not None and wishes.line_ends is LineEnds.ONE_LINE:
            text = in_one_line(text)
        if text is not None and text != part.said:
            part.text = text
            part.line = in_terminal(part.said_in_terminal, text)
            part.item = replace(part.item, words=carried(part.item.words, text))
            part.spent = event.spent
            self._keep_done(part, part.item.language)

    def _keep_done(self, part: DictationPart, language: str | None) -> None:
        if not self._wishes.keep_sound and part.item.sound is not None:
            self._out.append(EndSound(part.item.sound, keep=False))
            part.item = replace(part.item, sound=None)
        if self._wishes.keep_talks:
            original = part.said if part.text != part.said else None
            self._out.append(done(part, text=part.text, original=original, language=language))

    def _forget(self, part: DictationPart) -> None:
        """It was no text, only a request, so the history has no use for it."""
        if part.item.sound is not None:
            self._out.append(EndSound(part.item.sound, keep=False))
        if self._wishes.keep_talks:
            self._out.append(ForgetItem(part.dictation.talk.id, part.item.id))

    def forget(self, part: DictationPart) -> None:
        """Leave nothing of what is being recorded, since it was only a noise."""
        if part.asked and part.broken is None:
            self._out.append(DropWords(part.id))
        self._forget(part)

    # --- again

    def recognise_kept(self, number: int, found: KeptFound, now: float) -> DictationPart:
        """A part from the history, without words so far, or with words that are to stay beside the new ones."""
        item = found.item
        part = kept_part(number, found.talk, item, found.languages)
        part.begun = part.asked = True
        self._profiles.begin_kept(part.dictation, item.profile)
        self._from_kept(part, now)
        return part

    def recognise_instead(self, part: DictationPart, target: TextTarget, language: str, now: float) -> DictationPart:
        """Hear what was just inserted there in another language; the new part is to take its place."""
        again = part_to_replace(part, target, language, now)
        again.begun = again.asked = True
        self._from_kept(again, now)
        return again

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

"""Decides what hands-free dictation takes for an utterance, and when it ends.

    off --key or request--> listening --a voice--> speaking --a pause--> listening
                            '--the key, Esc, the phrase, a long silence--> off

Each utterance is a dictation of its own, so it goes into the field that has the keyboard when it begins, with the
profile of that program. In the history all of them are one.
"""

from collections import deque
from dataclasses import dataclass, field, replace

from voiceapp.core.dictation.delivery import Delivery
from voiceapp.core.dictation.dictation_failures import NO_MICROPHONE
from voiceapp.core.dictation.dictation_parts import DictationEntry, DictationPart, new_dictation, next_utterance
from voiceapp.core.dictation.recorder import DictationRecorder
from voiceapp.core.dictation.stop_phrases import stop_phrase
from voiceapp.core.dictation.wishes import DictationWishes, Splits
from voiceapp.core.messages import MicFrame
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.transcript import Talk
from voiceapp.core.wishes import EndpointingWishes

_LEAD = 25
"""Frames from before an utterance that belong to it."""
_NEVER = 10**9
_UNSPLIT = Splits(soft=_NEVER, late=_NEVER, hard=_NEVER)


@dataclass(slots=True)
class HandsFreeRun:
    """Holds what goes on from the key that began it to what ends it."""

    talk: Talk
    profile: str
    """The id of the profile that the person asked for."""
    endpointer: Endpointer
    quiet_since: float
    lead: deque[MicFrame] = field(default_factory=lambda: deque[MicFrame](maxlen=_LEAD))
    frames: int = 0
    """Those of the utterance so far."""
    utterances: int = 0
    tidy: str = ""
    """How the person wants all of it cleaned up."""
    newest: DictationEntry | None = None
    phrase: str = ""
    """What the person is told to say to end it."""


class HandsFree:
    def __init__(self, wishes: DictationWishes, recorder: DictationRecorder, delivery: Delivery) -> None:
        self._recorder = recorder
        self._delivery = delivery
        self.wishes = wishes
        self.run: HandsFreeRun | None = None
        self._ended: Sentence | None = None

    def change(self, wishes: DictationWishes) -> None:
        self.wishes = wishes
        if self.run is not None:
            self.run.endpointer.change(_edges(wishes), by_voice=True)
            self.run.phrase = stop_phrase(wishes.hands_free.phrases, wishes.languages)

    @property
    def deadline(self) -> float | None:
        run = self.run
        if run is None:
            return None
        quiet = self._quiet_until(run)
        return self._recorder.deaf_at if quiet is None else min(self._recorder.deaf_at, quiet)

    def _quiet_until(self, run: HandsFreeRun) -> float | None:
        silence = self.wishes.hands_free.silence
        return run.quiet_since + silence if silence and self._recorder.part is None else None

    def take_sentence(self) -> Sentence | None:
        """Return, once, why it ended by itself."""
        ended, self._ended = self._ended, None
        return ended

    # --- its beginning and its end

    def start(self, number: int, now: float, profile: str) -> None:
        recorder, wishes = self._recorder, self.wishes
        if recorder.recording:
            recorder.finish(now)
            recorder.take_failures()
        talk = new_dictation(number, now).talk
        phrase = stop_phrase(wishes.hands_free.phrases, wishes.languages)
        self.run = HandsFreeRun(talk, profile, Endpointer(_edges(wishes)), now, phrase=phrase)
        recorder.open_microphone(now)
        for frame in recorder.just_heard(now):
            self._take_mic_frame(self.run, frame, now)

    def end(self, now: float) -> None:
        """End it, and insert what is being said once that is heard to its end."""
        self.run = None
        if self._recorder.part is not None:
            self._recorder.release(now)
        else:
            self._recorder.close_microphone(now)

    def drop(self, now: float) -> None:
        """End it, and insert nothing of what is being said."""
        self.run = None
        if not self._recorder.drop(now):
            self._recorder.close_microphone(now)

    def stop_after(self, part: DictationPart, now: float) -> None:
        """End it, since the phrase was said: nothing that was said after it belongs to the dictation."""
        talk, parts = part.dictation.talk.id, self._delivery.parts
        for later in parts[parts.index(part) + 1 :]:
            if later.dictation.talk.id == talk:
                later.dictation.unwanted = True
        if self.run is not None and self.run.talk.id == talk:
            self.drop(now)

    def tick(self, now: float) -> None:
        run = self.run
        if run is None:
            return
        quiet = self._quiet_until(run)
        if now >= self._recorder.deaf_at:
            self.run = None
            self._recorder.give_up(NO_MICROPHONE, now)
        elif quiet is not None and now >= quiet:
            self.end(now)
            self._ended = Sentence("Nothing was said for a while, so hands-free dictation ended.")

    # --- utterances

    def take_mic_frame(self, frame: MicFrame, now: float) -> None:
        """Take a frame while a run is on."""
        run = self.run
        assert run is not None, "frames of anything else go to the recorder"
        self._recorder.note_frame(frame, now)
        self._take_mic_frame(run, frame, now)

    def _take_mic_frame(self, run: HandsFreeRun, frame: MicFrame, now: float) -> None:
        edge = run.endpointer.take_frame(frame.speech, frame.level)
        if self._recorder.part is None:
            run.lead.append(frame)
            if edge is SpeechEdge.BEGAN:
                self._begin(run, now)
            return
        run.frames += 1
        self._recorder.take_mic_frame(frame, now)
        if edge is SpeechEdge.PAUSED:
            self._shorten_pause(run)
        elif edge is SpeechEdge.ENDED:
            self._recorder.end(now)
            run.quiet_since = now
        elif edge is SpeechEdge.DROPPED:
            self._recorder.forget(now)

    def _begin(self, run: HandsFreeRun, now: float) -> None:
        run.newest = next_utterance(run.talk, run.utterances, now)
        run.newest.asked_tidy = run.tidy
        run.utterances += 1
        run.frames = 0
        self._recorder.begin(run.newest, run.profile, _UNSPLIT, now)
        for frame in run.lead:
            self._recorder.take_mic_frame(frame, now)
        run.lead.clear()

    def _shorten_pause(self, run: HandsFreeRun) -> None:
        """What is long already goes in at a shorter pause."""
        splits = self.wishes.splits
        if run.frames >= splits.late:
            run.endpointer.wait(splits.breath)
        elif run.frames >= splits.soft:
            run.endpointer.wait(min(splits.pause, self.wishes.hands_free.pause))


def _edges(wishes: DictationWishes) -> EndpointingWishes:
    return replace(
        EndpointingWishes(),
        onset=wishes.voiced,
        offset=max(0.1, wishes.voiced - 0.15),
        hangover=wishes.hands_free.pause,
        longest=wishes.splits.hard,
    )

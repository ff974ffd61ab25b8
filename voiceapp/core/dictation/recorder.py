"""Records a dictation: opens the microphone, begins and ends its parts, and closes the microphone again.

Every part is in the history, with its sound, before a recogniser gets it.
"""

from dataclasses import replace

from voiceapp.core.dictation.delivery import Delivery
from voiceapp.core.dictation.dictation_failures import NO_MICROPHONE, NO_SPEECH
from voiceapp.core.dictation.dictation_parts import DictationEntry, DictationPart, length_of, new_dictation, new_part
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.messages import CatchCancel, DictationCommand, LookAtFocus
from voiceapp.core.dictation.recognition import DictationRecognition
from voiceapp.core.dictation.recording import DictationRecording, PartCut, Preroll
from voiceapp.core.dictation.wishes import DictationWishes, Splits
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Chime, EndSound, ForgetItem, KeepSound, KeepTalk, Listen, MicFrame, PlayChime
from voiceapp.core.transcript import MessageState

DEAF = 3.0
"""Seconds without any sound after which a recording is abandoned because the microphone is dead."""
TAIL = 1.0
"""Seconds without any sound after which a recording ends once the key is up."""
TAP = 0.35
"""Seconds: a shorter press without a word was not a dictation."""
LONG_SILENCE = 700
"""Milliseconds from which a recording without speech is kept, because the detector may be wrong."""


class DictationRecorder:
    def __init__(
        self,
        out: list[DictationCommand],
        wishes: DictationWishes,
        profiles: HeldProfiles,
        recognition: DictationRecognition,
        delivery: Delivery,
    ) -> None:
        self._out = out
        self._profiles = profiles
        self._recognition = recognition
        self._delivery = delivery
        self.wishes = wishes
        self.part: DictationPart | None = None
        """The one that is being recorded."""
        self.level = -90.0
        self._recording: DictationRecording | None = None
        self._preroll = Preroll()
        self._pressed_at = 0.0
        self._released_at: float | None = None
        self._last_frame_at = 0.0
        self._listening = False
        self._close_microphone_at: float | None = None
        self._failures: list[Failure] = []

    @property
    def recording(self) -> bool:
        return self._recording is not None

    @property
    def open(self) -> bool:
        """Say whether it goes on until somebody ends it."""
        return self._recording is not None and self._released_at is None

    @property
    def deaf_at(self) -> float:
        """The time at which the microphone counts as dead."""
        return self._last_frame_at + DEAF

    @property
    def deadline(self) -> float | None:
        wanted = [self._close_microphone_at]
        if self._recording is not None:
            wanted.append(self.deaf_at)
        if self._released_at is not None:
            wanted.append(self._given_up_at(self._released_at))
        return min((each for each in wanted if each is not None), default=None)

    def take_failures(self) -> list[Failure]:
        failures, self._failures = self._failures, []
        return failures

    # --- from its beginning to its end

    def start(self, number: int, now: float, profile: str, *, instructs: bool | None = False) -> DictationEntry:
        """Begin a dictation. One whose last words had not come is complete now."""
        if self._recording is not None:
            self.finish(now)
            self._failures.clear()
        dictation = new_dictation(number, now)
        dictation.instructs = instructs
        self._pressed_at = now
        self.begin(dictation, profile, self.wishes.splits, now)
        self.open_microphone(now)
        for frame in self.just_heard(now):
            self.take_mic_frame(frame, now)
        return dictation

    def begin(self, dictation: DictationEntry, profile: str, splits: Splits, now: float) -> None:
        self._profiles.begin(dictation, profile)
        self._delivery.notice = None
        self._released_at = None
        self._last_frame_at = now
        self._recording = DictationRecording(splits, self.wishes.voiced)
        self._out.append(LookAtFocus(dictation.id))
        if self.wishes.keep_talks:
            self._out.append(KeepTalk(dictation.talk))
        self._open_part(dictation, 0, now)

    # --- the microphone

    def open_microphone(self, now: float) -> None:
        self._last_frame_at = now
        self._listening = True
        self._close_microphone_at = None
        self._out += [Listen(on=True), CatchCancel(on=True)]
        if self.wishes.chimes:
            self._out.append(PlayChime(Chime.START))

    def just_heard(self, now: float) -> list[MicFrame]:
        """Return, once, what was heard right before, if the microphone was already open."""
        return [frame for frame in self._preroll.drain() if frame.at >= now - 0.4]

    def note_frame(self, frame: MicFrame, now: float) -> None:
        """Note that the microphone works."""
        self._last_frame_at = now
        self.level = frame.level

    def close_microphone(self, now: float, *, quietly: bool = False) -> None:
        """Close it soon, since the next dictation may follow."""
        self._close_microphone_at = now + self.wishes.warm
        self._out.append(CatchCancel(on=False))
        if self.wishes.chimes and not quietly:
            self._out.append(PlayChime(Chime.STOP))

    # --- parts

    def _open_part(self, dictation: DictationEntry, number: int, now: float) -> None:
        # Nothing could be tried again without its sound, so the sound is kept until there are words.
        part = new_part(dictation, number, now, keep_sound=True)
        self.part = part
        self._delivery.parts.append(part)
        if self.wishes.keep_talks:
            self._out.append(part.keep())

    def take_mic_frame(self, frame: MicFrame, now: float) -> None:
        if self._recording is None or self.part is None:
            self._preroll.add(frame)
            return
        self.note_frame(frame, now)
        part, recording = self.part, self._recording
        part.dictation.sounded = True
        spoken_before = recording.voiced
        cut = recording.take_mic_frame(frame)
        self._carry(part, cut, now)
        if recording.voiced > spoken_before and recording.spoke:
            part.dictation.spoke = True
        if cut.split:
            self._close_part(part, now)
            self._open_part(part.dictation, part.id.number + 1, now)
        elif cut.ended:
            self.finish(now)

    def _carry(self, part: DictationPart, cut: PartCut, now: float) -> None:
        assert part.item.sound is not None, "a part that is recorded has a sound"
        self._out.extend(KeepSound(part.item.sound, pcm) for pcm in cut.kept)
        part.frames += len(cut.kept)
        if cut.fed:
            self._recognition.append_audio(part, cut.fed, self._delivery.parts, now)

    def release(self, now: float) -> None:
        assert self._recording is not None, "only what is recorded can end"
        self._recording.release(now)
        self._released_at = now

    def _given_up_at(self, released_at: float) -> float:
        """A recording ends with its sound, but not every microphone delivers that to the end."""
        return max(released_at, self._last_frame_at) + TAIL

    def _close_part(self, part: DictationPart, now: float) -> None:
        """The sound is complete: have it recognised to the end, or forget it if it held nothing."""
        sound = part.item.sound
        assert sound is not None, "a part that is recorded has a sound"
        if part.begun:
            part.note("released", self._released_at or now)
            part.note("ended", now)
            part.item = replace(part.item, sound_ms=length_of(part.frames))
            self._recognition.end_part(part, self._delivery.parts, now)
            return
        dictation = part.dictation
        silent = dictation.ended and not dictation.spoke and length_of(part.frames) >= LONG_SILENCE
        keep = silent and self.wishes.keep_talks and not dictation.hands_free
        self._out.append(EndSound(sound, keep=keep))
        # The bar has nothing to offer for it, but the history does, in case a voice was too soft for the detector.
        part.finish()
        if keep:
            self._out.append(
                part.keep(state=MessageState.FAILED, failure=NO_SPEECH.sentence, sound_ms=length_of(part.frames))
            )
        elif self.wishes.keep_talks:
            self._out.append(ForgetItem(part.dictation.talk.id, part.item.id))

    def finish(self, now: float) -> None:
        """The recording is over."""
        part, tapped = self._recorded(), self._tapped(now)
        dictation = part.dictation
        dictation.tapped = tapped
        self.end(now)
        self.close_microphone(now, quietly=tapped)
        if not dictation.spoke and not dictation.unwanted and not dictation.hands_free:
            if tapped and not dictation.instructs:
                self._delivery.insert_here()
            elif not tapped:
                self._failures.append(NO_SPEECH if dictation.sounded else NO_MICROPHONE)

    def _tapped(self, now: float) -> bool:
        dictation = self._recorded().dictation
        short = (self._released_at or now) - self._pressed_at < TAP
        return short and not dictation.spoke and not dictation.hands_free

    def _recorded(self) -> DictationPart:
        assert self.part is not None, "what is recorded has a part"
        return self.part

    def end(self, now: float) -> None:
        """Complete what is recorded, and leave the microphone open."""
        part = self._recorded()
        dictation = part.dictation
        dictation.ended = True
        dictation.ended_at = now
        self._recording, self.part = None, None
        self._close_part(part, now)
        self._released_at = None
        if self.wishes.keep_talks:
            dictation.talk = replace(dictation.talk, ended_at=now)
            self._out.append(KeepTalk(dictation.talk))

    def forget(self, now: float) -> None:
        """Drop what is recorded, since it was only a noise."""
        part = self._recorded()
        self._recording, self.part = None, None
        part.dictation.ended, part.dictation.ended_at = True, now
        self._recognition.forget(part)
        part.finish()

    def give_up(self, failure: Failure, now: float) -> None:
        """Stop, since nothing more can be recorded, and insert what was said until now."""
        if self.part is not None:
            self.finish(now)
        else:
            self.close_microphone(now)
        self._failures.append(failure)

    def drop(self, now: float) -> bool:
        """End what is being recorded, and insert none of it. The history keeps it all the same. False: nothing is."""
        if self.part is None:
            return False
        self.part.dictation.unwanted = True
        self.finish(now)
        return True

    def tick(self, now: float) -> None:
        # Must be computed exactly as in `deadline`: a difference in rounding would request Ticks for ever.
        deaf = now >= self.deaf_at
        released = self._released_at
        if self._recording is not None and (deaf or (released is not None and now >= self._given_up_at(released))):
            self.finish(now)
        if self._close_microphone_at is not None and now >= self._close_microphone_at:
            self._close_microphone_at = None
            self._listening = False
            self._out.append(Listen(on=False))

    def stop(self, now: float) -> None:
        """The app is ending."""
        self.drop(now)
        if self._listening:
            self._out.append(Listen(on=False))

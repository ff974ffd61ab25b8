"""Decides what follows from each event in a dictation: events in, commands out.

    part:  recording > hearing > (tidying) > ready > delivering > done
                                                 '> waiting ("insert here")      '> failed (kept, can be tried again)

Parts are delivered one at a time, in the order in which they were spoken. What cannot be put where it was meant to go
waits until the person says where; it is never typed somewhere else, and nothing that came late is typed at all.
Every part is in the history, with its sound, before a recogniser gets it.
"""

from dataclasses import replace
from typing import assert_never

from voiceapp.core.dictation.bar_state import READ_IN, SHOWN_FOR, view_of
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.delivery import Delivery
from voiceapp.core.dictation.dictation_failures import ENDED_BEFORE, NO_MICROPHONE, NO_SPEECH
from voiceapp.core.dictation.dictation_parts import (
    DictationEntry,
    DictationPart,
    PartPlace,
    length_of,
    new_dictation,
    new_part,
)
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.key import DictationKey
from voiceapp.core.dictation.messages import (
    CatchCancel,
    ContextRead,
    Delivered,
    DictationCommand,
    DictationEvent,
    DictationRequest,
    FocusSeen,
    KeptFound,
    KeyWentDown,
    KeyWentUp,
    LookAtFocus,
    ProfileTaken,
    RequestMade,
    ShowDictation,
    TextCorrected,
    TidyCame,
    TranslatorSeen,
    WishesGiven,
    WordsCame,
    WordsFailed,
)
from voiceapp.core.dictation.recognition import DictationRecognition
from voiceapp.core.dictation.recording import DictationRecording, PartCut, Preroll
from voiceapp.core.dictation.wishes import DictationWishes, KeyStyle
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    Chime,
    EndSound,
    ForgetItem,
    KeepSound,
    KeepTalk,
    Listen,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    PlayChime,
    Stopped,
    Tick,
)
from voiceapp.core.transcript import MessageState

DEAF = 3.0
"""Seconds without any sound after which a recording is abandoned because the microphone is dead."""
TAIL = 1.0
"""Seconds without any sound after which a recording ends once the key is up."""
TAP = 0.35
"""Seconds: a shorter press without a word was not a dictation."""
LONG_SILENCE = 700
"""Milliseconds from which a recording without speech is kept, because the detector may be wrong."""


class DictationMachine:
    def __init__(self, wishes: DictationWishes) -> None:
        self._wishes = wishes
        self._count = 0
        self._key = DictationKey()
        self._recording: DictationRecording | None = None
        self._part: DictationPart | None = None
        self._preroll = Preroll()
        self._released_at: float | None = None
        self._last_frame_at = 0.0
        self._listening = False
        self._close_microphone_at: float | None = None
        self._idle_at: float | None = None
        self._stopped = False
        self._out: list[DictationCommand] = []
        self._view = DictationView()
        self._level = -90.0
        self._outcome: DictationView | None = None
        self._profiles = HeldProfiles(self._out, wishes)
        self._recognition = DictationRecognition(self._out, wishes, self._profiles)
        self._delivery = Delivery(self._out, wishes, self._profiles, self._recognition)

    @property
    def recording(self) -> bool:
        """While this is true, what the microphone hears belongs only to the dictation."""
        return self._recording is not None

    @property
    def view(self) -> DictationView:
        return self._view

    @property
    def deadline(self) -> float | None:
        """The time at which the next Tick is wanted."""
        wanted = [self._close_microphone_at, self._idle_at, self._recognition.deadline(self._delivery.parts)]
        wanted += [self._delivery.deadline, self._key.deadline]
        if self._recording is not None:
            wanted.append(self._last_frame_at + DEAF)
        if self._released_at is not None:
            wanted.append(self._given_up_at(self._released_at))
        return min((each for each in wanted if each is not None), default=None)

    def handle(self, event: DictationEvent, now: float) -> list[DictationCommand]:
        if self._stopped:
            return []
        self._out.clear()
        self._take_event(event, now)
        self._advance(now)
        self._show(now)
        return list(self._out)

    def _take_event(self, event: DictationEvent, now: float) -> None:
        match event:
            case MicFrame():
                self._take_mic_frame(event, now)
            case KeyWentDown(profile):
                self._press(now, profile)
            case KeyWentUp():
                self._lift(now)
            case RequestMade():
                self._carry_out_request(event, now)
            case FocusSeen() | TranslatorSeen() | ContextRead() | ProfileTaken():
                self._take_news(event, now)
            case WordsCame() | WordsFailed() | TidyCame():
                self._recognition.take_result(self._delivery.find(event.part), event, now)
            case Delivered() | TextCorrected():
                self._delivery.take(event, now)
            case KeptFound():
                self._count += 1
                self._delivery.parts.append(self._recognition.recognise_kept(self._count, event, now))
            case WishesGiven(wishes):
                self._wishes = self._delivery.wishes = wishes
                self._profiles.change(wishes)
                self._recognition.change(wishes)
            case MicrophoneChanged(_, failure):
                if failure is not None and self._recording is not None:
                    self._show_failure(failure)
            case NetworkCameBack():
                self._recognition.try_again(self._delivery.parts, now)
            case Tick():
                self._tick(now)
            case Stopped():
                self._stop(now)
            case _:
                assert_never(event)

    def _take_news(self, event: FocusSeen | TranslatorSeen | ContextRead | ProfileTaken, now: float) -> None:
        if isinstance(event, FocusSeen):
            self._delivery.focus_seen(event.dictation, event.target)
        self._recognition.take_news(event, self._delivery.parts, self._part, now)

    # --- the key

    def _press(self, now: float, profile: str) -> None:
        if not self._key.press(now, hold=self._wishes.style is KeyStyle.HOLD):
            return
        if self._recording is None:
            self._start(now, profile)
        elif self._released_at is not None:
            # Pressed again before the last words had come: that was one dictation, and this is another.
            self._finish(now)
            self._start(now, profile)
        else:
            self._release(now)

    def _lift(self, now: float) -> None:
        open_recording = self._recording is not None and self._released_at is None
        if self._key.lift() and self._wishes.style is KeyStyle.HOLD and open_recording:
            self._release(now)

    def _carry_out_request(self, request: RequestMade, now: float) -> None:
        open_recording = self._recording is not None and self._released_at is None
        match request.what:
            case DictationRequest.TOGGLE if open_recording:
                self._release(now)
            case DictationRequest.START | DictationRequest.TOGGLE:
                if not open_recording:
                    if self._recording is not None:
                        self._finish(now)
                    self._key.pressed_at = now
                    self._start(now, request.profile)
            case DictationRequest.STOP:
                if open_recording:
                    self._release(now)
            case DictationRequest.CANCEL:
                self._cancel(now)
            case DictationRequest.DISCARD:
                self._delivery.discard()
                self._outcome = None
            case DictationRequest.ALLOW_CONTEXT:
                self._profiles.allow_context()
            case DictationRequest.RETRY:
                self._recognition.try_again(self._delivery.parts, now, all_of_them=True)
            case _:
                self._delivery.carry_out_request(request, now)

    # --- recording

    def _start(self, now: float, profile: str) -> None:
        self._count += 1
        dictation = new_dictation(self._count, now)
        self._profiles.begin(dictation, profile)
        self._outcome = None
        self._delivery.notice = None
        self._released_at = None
        self._last_frame_at = now
        self._recording = DictationRecording(self._wishes.splits, self._wishes.voiced)
        self._out.append(LookAtFocus(dictation.id))
        if self._wishes.keep_talks:
            self._out.append(KeepTalk(dictation.talk))
        self._open_part(dictation, 0, now)
        self._listening = True
        self._close_microphone_at = None
        self._out += [Listen(on=True), CatchCancel(on=True)]
        if self._wishes.chimes:
            self._out.append(PlayChime(Chime.START))
        for frame in self._preroll.drain():
            if frame.at >= now - 0.4:
                self._take_mic_frame(frame, now)

    def _open_part(self, dictation: DictationEntry, number: int, now: float) -> None:
        # Nothing could be tried again without its sound, so the sound is kept until there are words.
        part = new_part(dictation, number, now, keep_sound=True)
        self._part = part
        self._delivery.parts.append(part)
        if self._wishes.keep_talks:
            self._out.append(part.keep())

    def _take_mic_frame(self, frame: MicFrame, now: float) -> None:
        if self._recording is None or self._part is None:
            self._preroll.add(frame)
            return
        self._last_frame_at = now
        self._level = frame.level
        part, recording = self._part, self._recording
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
            self._finish(now)

    def _carry(self, part: DictationPart, cut: PartCut, now: float) -> None:
        assert part.item.sound is not None, "a part that is recorded has a sound"
        self._out.extend(KeepSound(part.item.sound, pcm) for pcm in cut.kept)
        part.frames += len(cut.kept)
        if cut.fed:
            self._recognition.append_audio(part, cut.fed, self._delivery.parts, now)

    def _release(self, now: float) -> None:
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
        silent = part.dictation.ended and not part.dictation.spoke and length_of(part.frames) >= LONG_SILENCE
        keep = silent and self._wishes.keep_talks
        self._out.append(EndSound(sound, keep=keep))
        # The bar has nothing to offer for it, but the history does, in case a voice was too soft for the detector.
        part.finish()
        if keep:
            self._out.append(
                part.keep(state=MessageState.FAILED, failure=NO_SPEECH.sentence, sound_ms=length_of(part.frames))
            )
        elif self._wishes.keep_talks:
            self._out.append(ForgetItem(part.dictation.talk.id, part.item.id))

    def _finish(self, now: float) -> None:
        """The recording is over."""
        part = self._part
        assert part is not None, "what is recorded has a part"
        dictation = part.dictation
        dictation.ended = True
        dictation.ended_at = now
        tapped = not dictation.spoke and (self._released_at or now) - self._key.pressed_at < TAP
        self._recording, self._part = None, None
        self._close_part(part, now)
        self._released_at = None
        if self._wishes.keep_talks:
            dictation.talk = replace(dictation.talk, ended_at=now)
            self._out.append(KeepTalk(dictation.talk))
        self._close_microphone_at = now + self._wishes.warm
        self._out.append(CatchCancel(on=False))
        if self._wishes.chimes and not tapped:
            self._out.append(PlayChime(Chime.STOP))
        if not dictation.spoke and not dictation.unwanted:
            if tapped:
                self._delivery.insert_here()
            else:
                self._show_failure(NO_SPEECH if dictation.sounded else NO_MICROPHONE)

    def _cancel(self, now: float) -> None:
        """Drops what is being recorded, or else what is still in progress. The history keeps it all the same."""
        if self._part is not None:
            dictation = self._part.dictation
            dictation.unwanted = True
            self._finish(now)
        else:
            on_way = [part for part in self._delivery.parts if part.on_its_way and not part.retried]
            if on_way:
                for part in on_way:
                    if part.dictation is on_way[-1].dictation:
                        part.dictation.unwanted = True
            else:
                self._delivery.discard()
        self._outcome = None

    # --- as time goes by

    def _advance(self, now: float) -> None:
        # While the key is held, its modifiers would turn the typed text into shortcuts.
        self._delivery.advance(now, held=self._key.is_held(now))
        for failure in self._delivery.take_failures():
            self._show_failure(failure)
        if self._recognition.worked:
            self._recognition.worked = False
            self._recognition.try_again(self._delivery.parts, now)

    def _tick(self, now: float) -> None:
        # Must be computed exactly as in `deadline`: a difference in rounding would request Ticks for ever.
        deaf = now >= self._last_frame_at + DEAF
        released = self._released_at
        if self._recording is not None and (deaf or (released is not None and now >= self._given_up_at(released))):
            self._finish(now)
        if self._close_microphone_at is not None and now >= self._close_microphone_at:
            self._close_microphone_at = None
            self._listening = False
            self._out.append(Listen(on=False))
        if self._idle_at is not None and now >= self._idle_at:
            self._idle_at = None
            self._outcome = None
        self._key.tick(now)
        self._recognition.tick(self._delivery.parts, now)

    def _stop(self, now: float) -> None:
        """The app is ending: sounds are completed, and what has no words yet waits in the history."""
        if self._part is not None:
            self._part.dictation.unwanted = True
            self._finish(now)
        for part in self._delivery.parts:
            if part.place is PartPlace.HEARING and self._wishes.keep_talks:
                self._out.append(part.keep(state=MessageState.WAITING, failure=ENDED_BEFORE))
        if self._listening:
            self._out.append(Listen(on=False))
        self._stopped = True

    # --- the bar

    def _show_failure(self, failure: Failure) -> None:
        if self._wishes.chimes:
            self._out.append(PlayChime(Chime.ERROR))
        self._outcome = DictationView(DictationStage.FAILED, sentence=failure.sentence)

    def _show(self, now: float) -> None:
        held = self._wishes.style is KeyStyle.HOLD and self._key.is_held(now)
        view = view_of(self._part, self._level, self._delivery, self._outcome, now, held=held)
        if view.stage is DictationStage.INSERTED or (view.stage is DictationStage.FAILED and not view.can_retry):
            self._idle_at = self._idle_at or now + (READ_IN if view.sentence else SHOWN_FOR)
        else:
            self._idle_at = None
        if view != self._view:
            self._view = view
            self._out.append(ShowDictation(view))

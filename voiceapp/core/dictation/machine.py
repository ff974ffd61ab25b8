"""Decides what follows from each event in a dictation: events in, commands out.

    part:  recording > hearing > (tidying) > ready > delivering > done
                                                 '> waiting ("insert here")      '> failed (kept, can be tried again)

Parts are delivered one at a time, in the order in which they were spoken. What cannot be put where it was meant to go
waits until the person says where; it is never typed somewhere else, and nothing that came late is typed at all.
Every part is in the history, with its sound, before a recogniser gets it.
"""

from typing import assert_never

from voiceapp.core.dictation.bar_state import READ_IN, SHOWN_FOR, view_of
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.delivery import Delivery
from voiceapp.core.dictation.dictation_failures import ENDED_BEFORE
from voiceapp.core.dictation.dictation_parts import (
    PartPlace,
)
from voiceapp.core.dictation.hands_free import HandsFree
from voiceapp.core.dictation.held_profiles import HeldProfiles
from voiceapp.core.dictation.key import DictationKey
from voiceapp.core.dictation.messages import (
    ContextRead,
    Delivered,
    DictationCommand,
    DictationEvent,
    DictationRequest,
    FocusSeen,
    KeptFound,
    KeyWentDown,
    KeyWentUp,
    NoticeGiven,
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
from voiceapp.core.dictation.recorder import DictationRecorder
from voiceapp.core.dictation.rewrite_messages import RewriteCame, RewriteGrew, RewriterSeen, SourceRead
from voiceapp.core.dictation.rewriting import Rewriting
from voiceapp.core.dictation.wishes import DictationWishes, KeyStyle
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    Chime,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    PlayChime,
    Stopped,
    Tick,
)
from voiceapp.core.transcript import MessageState


class DictationMachine:
    def __init__(self, wishes: DictationWishes) -> None:
        self._wishes = wishes
        self._count = 0
        self._key = DictationKey()
        self._idle_at: float | None = None
        self._stopped = False
        self._out: list[DictationCommand] = []
        self._view = DictationView()
        self._outcome: DictationView | None = None
        self._profiles = HeldProfiles(self._out, wishes)
        self._recognition = DictationRecognition(self._out, wishes, self._profiles)
        self._delivery = Delivery(self._out, wishes, self._profiles, self._recognition)
        self._rewriting = Rewriting(self._out, self._delivery, self._profiles)
        self._recorder = DictationRecorder(self._out, wishes, self._profiles, self._recognition, self._delivery)
        self._hands_free = HandsFree(wishes, self._recorder, self._delivery)

    @property
    def recording(self) -> bool:
        """While this is true, what the microphone hears belongs only to the dictation."""
        return self._recorder.recording or self._hands_free.run is not None

    @property
    def view(self) -> DictationView:
        return self._view

    @property
    def deadline(self) -> float | None:
        """The time at which the next Tick is wanted."""
        wanted = [self._recorder.deadline, self._idle_at, self._recognition.deadline(self._delivery.parts)]
        wanted += [self._delivery.deadline, self._rewriting.deadline, self._key.deadline, self._hands_free.deadline]
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
                frames = self._recorder if self._hands_free.run is None else self._hands_free
                frames.take_mic_frame(event, now)
            case KeyWentDown() | KeyWentUp():
                self._take_key(event, now)
            case RequestMade():
                self._carry_out_request(event, now)
            case FocusSeen() | TranslatorSeen() | ContextRead() | ProfileTaken() | NoticeGiven():
                self._take_news(event, now)
            case WordsCame() | WordsFailed() | TidyCame():
                self._recognition.take_result(self._delivery.find(event.part), event, now)
            case SourceRead() | RewriterSeen() | RewriteCame() | RewriteGrew():
                self._rewriting.take(event, now)
            case Delivered() | TextCorrected():
                self._delivery.take(event, now)
                self._rewriting.delivered(event)
            case KeptFound():
                self._count += 1
                self._delivery.parts.append(self._recognition.recognise_kept(self._count, event, now))
            case WishesGiven(wishes):
                self._wishes = self._delivery.wishes = self._recorder.wishes = wishes
                self._hands_free.change(wishes)
                self._profiles.change(wishes)
                self._recognition.change(wishes)
            case MicrophoneChanged(_, failure):
                if failure is not None and self.recording:
                    self._show_failure(failure)
            case NetworkCameBack():
                self._recognition.try_again(self._delivery.parts, now)
            case Tick():
                self._tick(now)
            case Stopped():
                self._stop(now)
            case _:
                assert_never(event)

    def _take_news(
        self, event: FocusSeen | TranslatorSeen | ContextRead | ProfileTaken | NoticeGiven, now: float
    ) -> None:
        if isinstance(event, NoticeGiven):
            self._delivery.notice = event.sentence
            return
        if isinstance(event, FocusSeen):
            self._delivery.focus_seen(event.dictation, event.target)
        elif isinstance(event, ProfileTaken) and self._hands_free.run is not None:
            self._hands_free.run.profile = event.profile
        self._recognition.take_news(event, self._delivery.parts, self._recorder.part, now)
        if isinstance(event, FocusSeen):
            self._rewriting.focus_seen(event, now)

    # --- the key

    def _take_key(self, key: KeyWentDown | KeyWentUp, now: float) -> None:
        if isinstance(key, KeyWentDown):
            self._press(key, now)
        else:
            self._lift(now)

    def _press(self, key: KeyWentDown, now: float) -> None:
        if not self._key.press(now, hold=self._wishes.style is KeyStyle.HOLD):
            return
        if self._goes_on:
            self._end(now)
        else:
            self._start(now, key.profile, edits=key.edits)

    @property
    def _goes_on(self) -> bool:
        """Says whether somebody has to end it."""
        return self._recorder.open or self._hands_free.run is not None

    def _end(self, now: float) -> None:
        if self._hands_free.run is not None:
            self._hands_free.end(now)
        else:
            self._recorder.release(now)

    def _lift(self, now: float) -> None:
        if self._key.lift() and self._wishes.style is KeyStyle.HOLD and self._recorder.open:
            self._recorder.release(now)

    def _start(self, now: float, profile: str, *, edits: bool = False) -> None:
        self._count += 1
        self._outcome = None
        instructs = True if edits else None if self._wishes.edits_selections else False
        dictation = self._recorder.start(self._count, now, profile, instructs=instructs)
        if instructs is not False:
            self._rewriting.begin(dictation, now)

    def _start_hands_free(self, now: float, profile: str) -> None:
        self._count += 1
        self._outcome = None
        self._hands_free.start(self._count, now, profile)

    def _carry_out_request(self, request: RequestMade, now: float) -> None:
        if request.what is not DictationRequest.CANCEL and self._rewriting.carry_out_request(request.what, now):
            return
        match request.what:
            case DictationRequest.TOGGLE | DictationRequest.STOP | DictationRequest.EDIT if self._goes_on:
                self._end(now)
            case DictationRequest.HANDS_FREE if self._hands_free.run is not None:
                self._end(now)
            case DictationRequest.HANDS_FREE:
                self._start_hands_free(now, request.profile)
            case DictationRequest.START | DictationRequest.TOGGLE:
                if not self._goes_on:
                    self._start(now, request.profile)
            case DictationRequest.EDIT:
                self._start(now, request.profile, edits=True)
            case DictationRequest.STOP:
                pass
            case DictationRequest.CANCEL:
                self._cancel(now)
            case DictationRequest.DISCARD:
                self._delivery.discard()
                self._outcome = None
            case DictationRequest.TIDY_WITH:
                self._tidy_with(request.tidy)
            case DictationRequest.ALLOW_CONTEXT:
                self._profiles.allow_context()
            case DictationRequest.RETRY:
                self._recognition.try_again(self._delivery.parts, now, all_of_them=True)
            case _:
                self._delivery.carry_out_request(request, now)

    def _tidy_with(self, name: str) -> None:
        """For what is being dictated, or whose words are still to come. Hands-free for all that is said from now on."""
        part, run = self._recorder.part, self._hands_free.run
        part = part or next((part for part in self._delivery.parts if part.place is PartPlace.HEARING), None)
        if run is not None:
            run.tidy = name
        if part is not None:
            part.dictation.asked_tidy = name

    def _cancel(self, now: float) -> None:
        """Drops what is being recorded, or else what is still in progress. The history keeps it all the same."""
        if self._hands_free.run is not None:
            self._hands_free.drop(now)
        elif not self._recorder.drop(now) and not self._rewriting.carry_out_request(DictationRequest.CANCEL, now):
            on_way = [part for part in self._delivery.parts if part.on_its_way and not part.retried]
            if on_way:
                for part in on_way:
                    if part.dictation.talk.id == on_way[-1].dictation.talk.id:
                        part.dictation.unwanted = True
            else:
                self._delivery.discard()
        self._outcome = None

    # --- as time goes by

    def _advance(self, now: float) -> None:
        stopped, self._recognition.stopped = self._recognition.stopped, None
        if stopped is not None:
            self._hands_free.stop_after(stopped, now)
        # While the key is held, its modifiers would turn the typed text into shortcuts.
        held = self._key.is_held(now)
        self._delivery.advance(now, held=held)
        self._rewriting.advance(now, held=held, recording=self.recording)
        failures = (self._recorder.take_failures, self._delivery.take_failures, self._rewriting.take_failures)
        for failure in (failure for take in failures for failure in take()):
            self._show_failure(failure)
        ended = self._hands_free.take_sentence()
        if ended is not None:
            self._outcome = DictationView(DictationStage.ENDED, sentence=ended)
        if self._recognition.worked:
            self._recognition.worked = False
            self._recognition.try_again(self._delivery.parts, now)

    def _tick(self, now: float) -> None:
        self._hands_free.tick(now)
        self._recorder.tick(now)
        if self._idle_at is not None and now >= self._idle_at:
            self._idle_at = None
            self._outcome = None
        self._key.tick(now)
        self._recognition.tick(self._delivery.parts, now)

    def _stop(self, now: float) -> None:
        """The app is ending: sounds are completed, and what has no words yet waits in the history."""
        if self._hands_free.run is not None:
            self._hands_free.drop(now)
        self._recorder.stop(now)
        self._rewriting.stop()
        for part in self._delivery.parts:
            if part.place is PartPlace.HEARING and self._wishes.keep_talks:
                self._out.append(part.keep(state=MessageState.WAITING, failure=ENDED_BEFORE))
        self._stopped = True

    # --- the bar

    def _show_failure(self, failure: Failure) -> None:
        if self._wishes.chimes:
            self._out.append(PlayChime(Chime.ERROR))
        self._outcome = DictationView(DictationStage.FAILED, sentence=failure.sentence)

    def _show(self, now: float) -> None:
        held = self._wishes.style is KeyStyle.HOLD and self._key.is_held(now)
        recorder, run = self._recorder, self._hands_free.run
        outcome = self._rewriting.view or self._outcome
        view = view_of(recorder.part, recorder.level, self._delivery, outcome, now, held=held, run=run)
        if self._passes(view):
            self._idle_at = self._idle_at or now + (READ_IN if view.sentence else SHOWN_FOR)
        else:
            self._idle_at = None
        if view != self._view:
            self._view = view
            self._out.append(ShowDictation(view))

    def _passes(self, view: DictationView) -> bool:
        """Says whether it is shown for a while only."""
        if view.hands_free:
            return self._outcome is not None
        if view.stage in (DictationStage.INSERTED, DictationStage.ENDED):
            return True
        return view.stage is DictationStage.FAILED and not view.can_retry

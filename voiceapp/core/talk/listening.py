"""Makes utterances of the microphone's frames, and decides what is recorded, what is sent, and what was only a noise.

Who ends an utterance depends on the turn taking and on who is linked: the endpointer (local), the key
(push-to-talk) or an engine that can (server and semantic): an ear. The endpointer runs in every mode, because
the recording, the ducking of a reply and the resending after a lost link must not depend on a server.

An ear hears every frame, all others only utterances. One that changes in the middle of an utterance has not
heard all of it: it is taken back from it, ended by the endpointer, and sent whole.

While a reply sounds (or is awaited) an utterance begins as a doubt: it is recorded and sent, but
only when the judge takes it for speech does it become one. A cough leaves no trace.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from voiceapp.core.messages import (
    Command,
    DropAudio,
    EndSound,
    KeepSound,
    LinkId,
    MicFrame,
    PauseJudged,
    SendAudio,
    ToEngine,
    TurnId,
    own_turn,
)
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.sound_rules import HESITATION
from voiceapp.core.talk.endpointing import BargeInJudge, BargeInVerdict, Endpointer, SpeechEdge
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turn_end import PauseSigns, PersonsPauses, silence_that_ends
from voiceapp.core.text.asked_details import asks_for_details
from voiceapp.core.transcript import ItemId, Message, SoundId, Speaker
from voiceapp.core.wishes import TalkWishes, TurnTaking

Ear = tuple[LinkId, TurnTaking]
"""An engine that ends the person's turns itself, and how it was asked to."""
JUDGED = 8_000 // FRAME_MS
"""Frames at the end of what was said by which a pause is judged."""
ENGINE_PATIENCE = 10.0
"""Seconds after our own detector heard the end, before a turn is committed that the engine did not end itself."""


@dataclass(slots=True)
class Utterance:
    turn: TurnId
    item: ItemId
    began_at: float
    streamed_on: LinkId | None
    """Every frame so far went over this link. None: it will be sent whole."""
    sure: bool
    """Speech, and not a noise that happens while a reply sounds."""
    frames: int = 0
    engines_own: bool = False
    """The engine named this turn: it will end it."""
    ended_at: float | None = None
    """Our own detector heard the end, and the engine has not said so yet."""
    noise: bool = False
    """Our own detector took it back."""
    recent: deque[bytes] = field(default_factory=lambda: deque[bytes](maxlen=JUDGED), repr=False)
    """The end of it."""
    pause: PauseSigns | None = None
    """What is known of the pause that it is in."""
    pauses: int = 0
    """That one included."""
    prepared_on: LinkId | None = None
    """The engine there makes an answer ready, for the case that this is all."""

    @property
    def sound(self) -> SoundId:
        return SoundId(self.item)

    def take_back(self) -> TurnId | None:
        """It goes to no engine as it is said. Answers with the name that one gave it."""
        self.streamed_on = None
        if not self.engines_own:
            return None
        known, self.turn, self.engines_own = self.turn, own_turn(self.item), False
        return known

    def adopt(self, turn: TurnId) -> None:
        """The engine has a name for what is being said: from here on it is ours too."""
        if not self.engines_own:
            self.turn, self.engines_own = turn, True

    def take_frame(self, pcm: bytes) -> None:
        self.recent.append(pcm)
        self.frames += 1

    def stay_on(self, link: LinkId | None) -> None:
        """Over another link it is sent whole."""
        if self.streamed_on != link:
            self.streamed_on = None

    def is_speech(self) -> None:
        """It is no cough."""
        self.sure = True

    def pause_at(self, prepared_on: LinkId | None) -> None:
        """It may be all; there an answer to it is made ready."""
        self.pauses += 1
        self.prepared_on = prepared_on

    def learn(self, signs: PauseSigns) -> None:
        """More is known of its pause."""
        self.pause = signs

    def speak_on(self) -> LinkId | None:
        """It was not all. Answers with where an answer was made ready."""
        prepared_on, self.prepared_on, self.pause = self.prepared_on, None, None
        return prepared_on

    def end_at(self, now: float | None, *, noise: bool = False) -> None:
        """Our own detector heard the end, or hears that it goes on."""
        self.ended_at = now
        self.noise = noise


class Listening:
    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter, wishes: TalkWishes) -> None:
        self._emit = emit
        self._transcript = transcript
        self._wishes = wishes
        self._endpointer = Endpointer(wishes.edges, by_voice=not wishes.turn_taking.by_key)
        self._judge = BargeInJudge(wishes.barge_in)
        self._ring: deque[bytes] = deque(maxlen=wishes.edges.preroll + wishes.edges.attack + HESITATION)
        self._pauses = PersonsPauses()
        self.utterance: Utterance | None = None
        self.ear: Ear | None = None
        self._missed = False
        """The ear has not heard what is in the ring."""

    def change(self, wishes: TalkWishes) -> None:
        self._endpointer.change(wishes.edges, by_voice=not wishes.turn_taking.by_key)
        self._ring = deque(self._ring, maxlen=wishes.edges.preroll + wishes.edges.attack + HESITATION)
        if wishes.barge_in != self._wishes.barge_in:
            self._judge = BargeInJudge(wishes.barge_in)
        self._wishes = wishes

    # --- the microphone

    def take_mic_frame(self, frame: MicFrame, link: LinkId | None) -> SpeechEdge | None:
        """Take one frame. Says when an utterance began, ended, or turned out to be none."""
        edge = self._endpointer.take_frame(frame.speech, frame.level)
        self._ring.append(frame.pcm)
        if self.utterance is not None:
            self._append(self.utterance, frame.pcm, link)
        elif self._missed:
            self._catch_up()
        elif self.ear is not None:
            self._emit(ToEngine(self.ear[0], SendAudio(frame.pcm)))
        return edge

    @property
    def voiced(self) -> bool:
        """Our own detector hears an utterance that is not over."""
        return self._endpointer.speaking

    def listen_through(self, ear: Ear | None) -> None:
        """Another engine hears everything from here on, or none does."""
        self.ear = ear
        self._missed = ear is not None

    def take_back(self, link: LinkId | None) -> TurnId | None:
        """The linked engine forgets what it heard and has not taken: it is sent whole. Answers by which name of its own
        the engine knows that.
        """
        utterance = self.utterance
        heard = {
            self.ear[0] if self.ear is not None else None,
            utterance.streamed_on if utterance is not None else None,
        }
        if link is not None and link in heard:
            self._emit(ToEngine(link, DropAudio()))
        return utterance.take_back() if utterance is not None else None

    def _catch_up(self) -> None:
        """The ear hears what came before it began to listen: an utterance may have begun in that."""
        if self.ear is not None and self._missed:
            self._missed = False
            for pcm in self._ring:
                self._emit(ToEngine(self.ear[0], SendAudio(pcm)))

    def judge(self, frame: MicFrame) -> BargeInVerdict | None:
        """While a reply sounds: what this frame means for it."""
        if self._wishes.turn_taking.by_key:
            return None
        return self._judge.take_frame(frame.speech, frame.level)

    def startles(self, level: float) -> bool:
        """While a reply sounds: 10 ms so loud make it quieter, whatever they are."""
        return not self._wishes.turn_taking.by_key and self._judge.startles(level)

    def calm(self) -> None:
        """No reply sounds any more: the judge forgets."""
        self._judge.reset()

    def press(self) -> None:
        self._endpointer.press()

    def release(self) -> None:
        self._endpointer.release()

    def deafen(self) -> None:
        """Forget what was heard: the microphone was muted, released or lost."""
        self._ring.clear()
        self._endpointer.reset()
        self._judge.reset()

    # --- the utterance

    @property
    def least(self) -> int:
        """Frames that an utterance has when there is any speech in it."""
        return self._wishes.edges.preroll + self._wishes.edges.shortest

    @property
    def silence(self) -> float:
        """Seconds that had passed since the last word when our detector said that it was the last."""
        frames = self._wishes.edges.postroll if self._wishes.turn_taking.by_key else self._endpointer.silence
        return frames * FRAME_MS / 1000

    # --- a pause in the utterance

    def pause(self, utterance: Utterance, prepared_on: LinkId | None) -> None:
        """It may be all; there an answer to it is made ready."""
        utterance.pause_at(prepared_on)
        self._learn(utterance, PauseSigns(asked_details=asks_for_details(self._transcript.last_reply)))

    @property
    def keeps_floor(self) -> bool:
        """The person pauses, and asked for time to think."""
        utterance = self.utterance
        return utterance is not None and utterance.pause is not None and utterance.pause.asks_for_time

    def go_on_after_pause(self, utterance: Utterance) -> LinkId | None:
        """It was not all. Answers with the link over which an answer was made ready."""
        self._pauses.went_on_after(self._endpointer.silence)
        return utterance.speak_on()

    def take_words_in_pause(self, utterance: Utterance, text: str, language: str) -> None:
        if utterance.pause is not None:
            self._learn(utterance, replace(utterance.pause, words=text, language=language))

    def take_likelihood(self, judged: PauseJudged) -> None:
        """Take the likelihood that this pause ends it, which may be over by now."""
        utterance = self.utterance
        if utterance is None or utterance.pause is None:
            return
        if (utterance.sound, utterance.pauses) == (judged.sound, judged.pause):
            self._learn(utterance, replace(utterance.pause, likelihood=judged.likelihood))

    def _learn(self, utterance: Utterance, signs: PauseSigns) -> None:
        utterance.learn(signs)
        self._endpointer.wait(silence_that_ends(signs, self._wishes.edges, self._pauses.usual))

    def go_on(self, utterance: Utterance, now: float) -> None:
        """It did not end. Where only the engine hears it, it is not waited for without an end."""
        utterance.end_at(None if self.voiced else now)

    def begin(self, now: float, link: LinkId | None, *, sure: bool, turn: TurnId | None = None) -> Utterance:
        """Begin to record, with what was heard just before. With a turn, the engine began it."""
        item = self._transcript.new_id()
        began_at = now - len(self._ring) * FRAME_MS / 1000
        utterance = Utterance(
            turn=turn or own_turn(item),
            item=item,
            began_at=began_at,
            streamed_on=link,
            sure=sure,
            engines_own=turn is not None,
        )
        # Kept before it is sent: a crash from here on loses at most the last moment.
        self._transcript.put(Message(item, Speaker.USER, began_at, sound=SoundId(item)), hidden=True)
        self.utterance = utterance
        self.go_on(utterance, now)
        self._catch_up()
        for pcm in self._ring:
            if self.ear is None:
                self._append(utterance, pcm, link)
            else:
                self._keep_frame(utterance, pcm)
        return utterance

    def _append(self, utterance: Utterance, pcm: bytes, link: LinkId | None) -> None:
        self._keep_frame(utterance, pcm)
        utterance.stay_on(link)
        if utterance.streamed_on is not None:
            self._emit(ToEngine(utterance.streamed_on, SendAudio(pcm)))
        else:
            self._missed = self.ear is not None

    def _keep_frame(self, utterance: Utterance, pcm: bytes) -> None:
        utterance.take_frame(pcm)
        self._emit(KeepSound(utterance.sound, pcm))

    def end(self, utterance: Utterance) -> None:
        """The utterance is whole; its recording stays."""
        self.utterance = None
        # What belongs to it does not go in front of the next one.
        self._ring.clear()
        self._emit(EndSound(utterance.sound))
        length = utterance.frames * FRAME_MS
        self._transcript.change(utterance.item, lambda message: replace(message, sound_ms=length))

    def drop(self, utterance: Utterance) -> None:
        """It was no speech: forget it everywhere."""
        self.utterance = None
        self._emit(EndSound(utterance.sound, keep=False))
        if utterance.streamed_on is not None and self.ear is None:
            self._emit(ToEngine(utterance.streamed_on, DropAudio()))
        self._transcript.forget(utterance.item)

    @property
    def deadline(self) -> float | None:
        ended_at = self.utterance.ended_at if self.utterance else None
        return None if ended_at is None else ended_at + ENGINE_PATIENCE


__all__ = ["BargeInVerdict", "Ear", "Listening", "SpeechEdge", "Utterance"]

"""Turns the microphone's frames into utterances, and decides what is recorded, what is sent, and what was only noise.

Who ends an utterance depends on the turn taking and on who is linked: the endpointer (local), the key
(push-to-talk) or an engine that can (server and semantic): an ear. The endpointer runs in every mode, because
the recording, the ducking of a reply and the resending after a lost link must not depend on a server.

An ear hears every frame, all other engines only utterances. One that changes in the middle of an utterance has not
heard all of it, so the utterance is withdrawn, ended by the endpointer, and sent whole.

While a reply sounds (or is awaited) an utterance begins as a doubt: it is recorded and sent, but
counts only once the judge takes it for speech. A cough leaves no trace.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.messages import (
    Command,
    DropAudio,
    EndSound,
    KeepSound,
    LinkId,
    MicFrame,
    PauseHeard,
    SendAudio,
    ToEngine,
    TurnId,
    TurnWords,
    own_turn,
)
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.sound_rules import HESITATION
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turn_end import PauseSigns, PersonsPauses, silence_that_ends
from voiceapp.core.talk.utterance import Utterance
from voiceapp.core.text.asked_details import asks_for_details
from voiceapp.core.transcript import Message, SoundId, Speaker
from voiceapp.core.wishes import TalkWishes, TurnTaking

Ear = tuple[LinkId, TurnTaking]
"""An engine that ends the person's turns itself, and how it was asked to."""
SPOKE_ON = 1.5
"""Seconds after the last word of a turn within which whoever speaks had not finished it: an answer that is interrupted has
hardly begun by then.
"""
ENGINE_PATIENCE = 10.0
"""Seconds after our own detector heard the end before we commit a turn that the engine has not ended."""
DUPLEX_PATIENCE = 2.0
"""The same for an engine that hears all anyway, and need not be sent the turn once more."""


class Listening:
    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter, wishes: TalkWishes) -> None:
        self._emit = emit
        self._transcript = transcript
        self._wishes = wishes
        self._endpointer = Endpointer(wishes.edges, by_voice=not wishes.turn_taking.by_key)
        self._ring: deque[bytes] = deque(maxlen=wishes.edges.preroll + wishes.edges.attack + HESITATION)
        self._pauses = PersonsPauses()
        self._last_word = -SPOKE_ON
        """When the last turn's last word was over."""
        self.utterance: Utterance | None = None
        self.ear: Ear | None = None
        self.duplex = False
        """The ear hears all the time, whoever ends the turns."""
        self._missed = False
        """The ear has not heard what is in the ring."""

    def change(self, wishes: TalkWishes) -> None:
        self._endpointer.change(wishes.edges, by_voice=not wishes.turn_taking.by_key)
        self._ring = deque(self._ring, maxlen=wishes.edges.preroll + wishes.edges.attack + HESITATION)
        self._wishes = wishes

    # --- the microphone

    def take_mic_frame(self, frame: MicFrame, link: LinkId | None) -> SpeechEdge | None:
        """Take one frame, and report whether an utterance began, ended, or turned out to be noise."""
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
        """Return whether our own detector hears an utterance that is not over."""
        return self._endpointer.speaking

    @property
    def paused(self) -> bool:
        """Return whether the person is pausing, as far as our own detector hears."""
        return self._endpointer.paused

    def listen_through(self, ear: Ear | None, *, duplex: bool = False) -> None:
        """Let another engine hear everything from here on, or none."""
        self.ear, self.duplex = ear, duplex
        self._missed = ear is not None
        utterance = self.utterance
        if ear is not None and duplex and utterance is not None and utterance.is_recent:
            # It hears what came before it was there at once, rather than all of it once it is over.
            self._missed = False
            utterance.streamed_on = ear[0]
            for pcm in utterance.recent:
                self._emit(ToEngine(ear[0], SendAudio(pcm)))

    def take_back(self, link: LinkId | None) -> TurnId | None:
        """Withdraw what the linked engine heard but has not taken, so that it is sent whole. Return the engine's own
        name for it.
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
        """Send the ear what came before it began to listen, because an utterance may have begun there."""
        if self.ear is not None and self._missed:
            self._missed = False
            for pcm in self._ring:
                self._emit(ToEngine(self.ear[0], SendAudio(pcm)))

    def press(self) -> None:
        self._endpointer.press()

    def release(self) -> None:
        self._endpointer.release()

    def deafen(self) -> None:
        """Forget what was heard, because the microphone was muted, released or lost."""
        self._ring.clear()
        self._endpointer.reset()

    # --- the utterance

    @property
    def least(self) -> int:
        """Return the least number of frames in an utterance that contains speech."""
        return self._wishes.edges.preroll + self._wishes.edges.shortest

    @property
    def silence(self) -> float:
        """Return how many seconds had passed since the last word when our detector called it the last."""
        frames = self._wishes.edges.postroll if self._wishes.turn_taking.by_key else self._endpointer.silence
        return frames * FRAME_MS / 1000

    # --- a pause in the utterance

    def pause(self, utterance: Utterance, prepared_on: LinkId | None) -> None:
        """Begin a pause that may end the utterance. An answer is being prepared on that link."""
        utterance.pause_at(prepared_on)
        self._learn_from_cut(utterance)
        before = self._transcript.last_reply
        signs = PauseSigns(
            frames=utterance.frames,
            asked=before.rstrip().endswith("?"),
            asked_details=asks_for_details(before),
        )
        self._learn(utterance, signs)

    @property
    def keeps_floor(self) -> bool:
        """Return whether the person is pausing after asking for time to think."""
        return self.utterance is not None and self.utterance.keeps_floor

    def stay_open(self, frames: int = 0) -> None:
        """Let the utterance last for at least this much silence, because something else is decided first."""
        self._endpointer.wait(max(self._wishes.edges.hangover, frames))

    def go_on_after_pause(self, utterance: Utterance) -> LinkId | None:
        """Note that the person went on. Return the link where an answer was being prepared."""
        self._pauses.went_on_after(self._endpointer.silence)
        return utterance.speak_on()

    @property
    def goes_on(self) -> bool:
        """Return whether the person is heard again so soon after a turn that they had not finished it."""
        return self.utterance is not None and self.utterance.spoke_at - self._last_word < SPOKE_ON

    def _learn_from_cut(self, utterance: Utterance) -> None:
        """If the person spoke on at once, the turn before this one had ended too soon."""
        pause = utterance.spoke_at - self._last_word
        if utterance.pauses == 1 and self.goes_on:
            self._pauses.was_cut_off_after(round(pause * 1000 / FRAME_MS))

    def take_turn(self, last_word: float) -> None:
        """Note when the last word of a turn was over."""
        self._last_word = last_word

    def doubt_pause(self, utterance: Utterance) -> LinkId | None:
        """Note that the person may have gone on, very quietly. Return the link where an answer was being prepared."""
        prepared_on, utterance.prepared_on = utterance.prepared_on, None
        utterance.stirred = True
        pause = utterance.pause
        if pause is not None and pause.prepared:
            self._learn(utterance, replace(pause, prepared=False))
        return prepared_on

    def take_words_in_pause(self, utterance: Utterance, said: TurnWords | PauseHeard, *, prepared: bool) -> None:
        """Take the words up to the current pause. `prepared`: an answer to them is being prepared."""
        pause = utterance.pause
        if pause is not None:
            language = said.language or self._wishes.session.language
            prepared = pause.prepared or (prepared and bool(said.text))
            self._learn(utterance, replace(pause, words=said.text, language=language, prepared=prepared))

    def take_likelihood(self, utterance: Utterance, likelihood: float) -> None:
        """Take the likelihood that the current pause ends the utterance."""
        assert utterance.pause is not None
        self._learn(utterance, replace(utterance.pause, likelihood=likelihood))

    def _learn(self, utterance: Utterance, signs: PauseSigns) -> None:
        utterance.learn(signs)
        self._endpointer.wait(silence_that_ends(signs, self._wishes.edges, self._pauses.usual))

    def go_on(self, utterance: Utterance, now: float) -> None:
        """Note that the utterance did not end. If only the engine hears it go on, the wait is limited."""
        utterance.end_at(None if self.voiced else now)

    def begin(self, now: float, link: LinkId | None, *, sure: bool, turn: TurnId | None = None) -> Utterance:
        """Begin to record, including what was heard just before. If `turn` is given, the engine began it."""
        item = self._transcript.new_id()
        began_at = now - len(self._ring) * FRAME_MS / 1000
        utterance = Utterance(
            turn=turn or own_turn(item),
            item=item,
            began_at=began_at,
            spoke_at=now - self._wishes.edges.attack * FRAME_MS / 1000,
            streamed_on=link,
            sure=sure,
            engines_own=turn is not None,
        )
        # It is stored before it is sent, so that a crash loses at most the last moment.
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
        """Complete the utterance and keep its recording."""
        self.utterance = None
        # Otherwise its sound would also precede the next utterance.
        self._ring.clear()
        self._emit(EndSound(utterance.sound))
        length = utterance.frames * FRAME_MS
        self._transcript.change(utterance.item, lambda message: replace(message, sound_ms=length))

    def drop(self, utterance: Utterance) -> None:
        """Forget the utterance everywhere, because it was not speech."""
        self.utterance = None
        self._emit(EndSound(utterance.sound, keep=False))
        if utterance.streamed_on is not None and self.ear is None:
            self._emit(ToEngine(utterance.streamed_on, DropAudio()))
        self._transcript.forget(utterance.item)

    @property
    def deadline(self) -> float | None:
        ended_at = self.utterance.ended_at if self.utterance else None
        return None if ended_at is None else ended_at + (DUPLEX_PATIENCE if self.duplex else ENGINE_PATIENCE)


__all__ = ["Ear", "Listening", "SpeechEdge", "Utterance"]

"""Handles the person's side of a talk: what is heard becomes turns, and takes the floor from a reply.

It stands between `listening`, which turns frames into utterances, and `engine_side`, which takes turns to the engine.
During a reply, a voice is weighed first by `interruptions`; here follows what becomes of the utterance.
"""

from collections.abc import Callable

from voiceapp.core.messages import (
    BEING_SAID,
    Command,
    EngineEvent,
    LinkId,
    MicFrame,
    OverlapHeard,
    OverlapJudged,
    PauseHeard,
    PauseJudged,
    ReadyJudge,
    ShowFailure,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.sound_rules import is_voice_over_reply
from voiceapp.core.talk.engine_side import EngineSide
from voiceapp.core.talk.interruptions import ENDS_REPLY, Interruptions
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.listening import Ear, Listening, SpeechEdge, Utterance
from voiceapp.core.talk.microphone import Microphone
from voiceapp.core.talk.overlap import OverlapPhase
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turn import Turn
from voiceapp.core.talk.turns import Turns
from voiceapp.core.talk.unanswered_speech import UnansweredSpeech
from voiceapp.core.talk.user_line import NO_SPEECH, TOO_SHORT, write_words
from voiceapp.core.talk.user_pauses import UserPauses
from voiceapp.core.text.backchannels import OverlapWords, is_understood, meaning_of
from voiceapp.core.transcript import ItemId
from voiceapp.core.wishes import TalkWishes, TurnTaking


class UserSide:
    def __init__(
        self,
        emit: Callable[[Command], None],
        transcript: TranscriptWriter,
        wishes: TalkWishes,
        *,
        microphone: Microphone,
        engine_side: EngineSide,
        link: LinkKeeper,
        turns: Turns,
        replies: Replies,
    ) -> None:
        self._emit = emit
        self._transcript = transcript
        self._wishes = wishes
        self._microphone = microphone
        self._engine_side = engine_side
        self._link = link
        self._turns = turns
        self._replies = replies
        self._listening = Listening(emit, transcript, wishes)
        self._interruptions = Interruptions(emit, replies, wishes)
        self._pauses = UserPauses(emit, wishes, listening=self._listening, link=link, turns=turns)
        self._unanswered = UnansweredSpeech(emit, transcript, link=link, turns=turns, engine_side=engine_side)

    def change(self, wishes: TalkWishes, now: float) -> None:
        self._wishes = wishes
        self._interruptions.change(wishes)
        self._listening.change(wishes)
        self._pauses.change(wishes)
        self.settle(now)

    # --- how it stands

    @property
    def deadline(self) -> float | None:
        waits = (self._listening.deadline, self._microphone.deadline)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def idle(self) -> bool:
        """Return whether nothing is being recorded, not even a doubtful sound."""
        return self._listening.utterance is None

    @property
    def recorded(self) -> ItemId | None:
        """Return the line of what is being recorded."""
        utterance = self._listening.utterance
        return None if utterance is None else utterance.item

    @property
    def certain(self) -> bool:
        """Return whether what is being recorded is speech."""
        utterance = self._listening.utterance
        return utterance is not None and utterance.sure

    @property
    def speaking(self) -> bool:
        """Return whether the person is speaking, as far as our own detector hears."""
        utterance = self._listening.utterance
        return utterance is not None and utterance.sure and utterance.ended_at is None

    @property
    def keeps_floor(self) -> bool:
        """Return whether the person is silent after asking for time to think."""
        return self._listening.keeps_floor

    @property
    def _language(self) -> str:
        """Return the language that the person speaks, if it is known."""
        return self._wishes.session.language or self._transcript.spoken_language

    # --- who ends an utterance

    @property
    def _ear(self) -> Ear | None:
        """The linked engine, if it ends the person's turns itself. This is the only place that decides it."""
        turn_taking, link, info = self._wishes.turn_taking, self._link.usable, self._link.info
        if link is None or info is None or not info.traits.hears_all(turn_taking):
            return None
        return link, TurnTaking.LOCAL if info.traits.duplex else turn_taking

    def settle(self, now: float) -> None:
        """Let another engine end the turns from here on. It does not get the current utterance, which is sent whole
        later.
        """
        ear = self._ear
        if ear == self._listening.ear:
            return
        self._take_back()
        info = self._link.info
        self._listening.listen_through(ear, duplex=ear is not None and info is not None and info.traits.duplex)
        if not self._listening.voiced:
            self._finish(now)

    def _take_back(self) -> None:
        taken_back = self._listening.take_back(self._link.usable)
        if taken_back is not None:
            self._turns.disown(taken_back)

    @property
    def _engine_ends_it(self) -> bool:
        """Return whether the engine hears this utterance and will say where it ends."""
        utterance, ear = self._listening.utterance, self._listening.ear
        return utterance is not None and ear is not None and utterance.streamed_on == ear[0]

    # --- the microphone

    def take_mic_frame(self, frame: MicFrame, now: float) -> None:
        if not self._microphone.hears:
            return
        self._microphone.gave(frame.level, now)
        if self._interruptions.holds:
            # Otherwise a short pause of the person's choice would end the utterance before its words are known.
            self._listening.stay_open(self._interruptions.patience + 1)
        edge = self._listening.take_mic_frame(frame, self._link.usable)
        if edge is SpeechEdge.BEGAN:
            self._begin(now)
        known = self.certain  # what was cut by this frame has still to be settled
        self._weigh(frame, now)
        utterance = self._listening.utterance
        if edge in (SpeechEdge.ENDED, SpeechEdge.DROPPED):
            self._on_end(now, noise=edge is SpeechEdge.DROPPED)
        elif utterance is not None:
            self._pauses.follow(edge, utterance, known=known)

    def note_sudden_sound(self, level: float) -> None:
        """React to a sudden sound at once, so that a reply need not play on until the frames show what it is."""
        if self._microphone.hears:
            self._interruptions.startle(level)

    def press(self) -> None:
        self._listening.press()

    def release(self) -> None:
        self._listening.release()

    def mute(self, now: float, *, muted: bool) -> None:
        if muted and not self._microphone.muted:
            self.break_off(now)
        self._microphone.mute(now, muted=muted)

    def change_microphone(self, name: str | None, now: float) -> None:
        if name is None:
            self.break_off(now)
        self._microphone.changed(name, now)

    def tick(self, now: float) -> None:
        due = self._listening.deadline
        if due is not None and now >= due:
            self._finish(now)
        if self._microphone.went_deaf(now):
            self.break_off(now)

    def break_off(self, now: float) -> None:
        """Count what was said so far and drop what was heard before it, because the microphone is closing."""
        self._finish(now)
        self._listening.deafen()
        self._interruptions.calm()
        self._interruptions.let_go()

    def _finish(self, now: float) -> None:
        utterance = self._listening.utterance
        if utterance is None:
            return
        enough = not utterance.noise and utterance.frames >= self._listening.least
        self._end(utterance, now, enough=enough)

    # --- who has the floor

    def take_floor(self, now: float) -> None:
        """Give the person the floor. Silence comes first, because they must not hear one more word."""
        self._keep_weighed()
        self._engine_side.cut(now)
        self._interruptions.calm()
        self._interruptions.let_go()

    def _keep_weighed(self) -> None:
        """Count a voice that the reply waited for as speech: with the reply, nothing is left that it could let pass."""
        utterance = self._listening.utterance
        if utterance is not None and self._interruptions.holds:
            utterance.is_speech()

    def follow_up(self) -> None:
        utterance = self._listening.utterance
        if self._interruptions.follow_up() and utterance is not None:
            utterance.is_speech()

    def _weigh(self, frame: MicFrame, now: float) -> None:
        """Judge whether the person is speaking over the reply."""
        voiced = is_voice_over_reply(frame.speech, frame.level, self._wishes.barge_in.onset)
        phase = self._interruptions.take_frame(frame, certain=self.speaking, goes_on=self._listening.goes_on)
        if self.idle and (phase is OverlapPhase.HELD or (phase in ENDS_REPLY and voiced)):
            self._begin(now)
        self._follow(phase, now)
        utterance, info = self._listening.utterance, self._link.info
        if voiced and utterance is not None:
            utterance.hear_voice()
            if not self._replies.live:
                utterance.is_speech()  # nothing is left that it could let pass
        # An engine that loads models here recognises what it hears by itself, and would be slowed down.
        # Only where a reply is held, for finding the language may take a look at the whole talk.
        if utterance is not None and self._interruptions.holds and not (info and info.traits.loads_models):
            self._interruptions.ask_for_words(utterance, self._language)

    def note_judgement(self, event: PauseJudged | PauseHeard | OverlapHeard | OverlapJudged, now: float) -> None:
        """Take what others found out about the sound that was handed to them."""
        utterance = self._listening.utterance
        if isinstance(event, PauseJudged | PauseHeard):
            if utterance is not None and utterance.pauses_at(event):
                self._pauses.take_judgement(utterance, event, self._language)
        elif isinstance(event, OverlapHeard) and is_understood(event.text, self._language, event.language):
            if utterance is None or utterance.sound != event.sound:
                self._unanswered.take_late_words(event)
                return
            self._take_overlap_words(utterance, event, now)
            if utterance.wants_silence:
                # No engine will be asked for its words.
                write_words(self._transcript, utterance.item, TurnWords(utterance.turn, event.text, final=False))

    def _take_overlap_words(self, utterance: Utterance, heard: OverlapHeard, now: float) -> None:
        text, spoke_on = heard.text, utterance.last_voice > heard.frames
        if not utterance.sure:
            self._follow(self._interruptions.take_words(text, spoke_on=spoke_on, unsure=heard.unsure), now)
        elif utterance.wants_silence and text:
            utterance.commands_silence(only=meaning_of(text) is OverlapWords.STOP)

    def _follow(self, phase: OverlapPhase | None, now: float) -> None:
        """Let an utterance that ends a reply count."""
        utterance = self._listening.utterance
        if phase not in ENDS_REPLY or utterance is None:
            return
        heard = self._replies.audible
        utterance.is_speech()
        utterance.commands_silence(only=phase is OverlapPhase.STOP_COMMAND)
        self._listening.stay_open()
        self.take_floor(now)
        if heard:
            self._unanswered.expect_words(utterance.turn)

    # --- the utterance

    def expect_pauses(self) -> None:
        """Have pauses judged from here on, because the person may speak. Whether an engine that was asked to end their
        turns does so is known only from its link.
        """
        if self._wishes.turn_taking is TurnTaking.LOCAL:
            self._emit(ReadyJudge())

    def _begin(self, now: float, turn: TurnId | None = None) -> Utterance:
        utterance = self._listening.utterance
        if utterance is not None:
            # Only one of the two detectors heard an end, so the person is still speaking.
            self._listening.go_on(utterance, now)
            return utterance
        if self._listening.ear is None and not self._wishes.turn_taking.by_key:
            self._emit(ReadyJudge())
        doubtful = self._replies.live and not self._wishes.turn_taking.by_key
        return self._listening.begin(now, self._link.usable, sure=not doubtful, turn=turn)

    def _on_end(self, now: float, *, noise: bool) -> None:
        utterance = self._listening.utterance
        if utterance is None:
            return
        if self._engine_ends_it:
            utterance.end_at(now, noise=noise)
        elif not self._end(utterance, now, enough=not noise) and self._wishes.turn_taking.by_key:
            self._emit(ShowFailure(NO_SPEECH))

    def _end(self, utterance: Utterance, now: float, *, enough: bool) -> bool:
        """End it with what is known by now. Return whether anything is left of it. `enough`: if it is speech, it counts."""
        self._follow(self._interruptions.decide(), now)
        unheard = not utterance.sure and self._interruptions.heard_no_words
        counts = (utterance.sure and enough) or (unheard and not self._replies.live)
        if self._engine_ends_it and (counts or unheard) and not self._listening.duplex:
            # The engine has not ended it, and must forget it along with the sound of the room before.
            self._take_back()
        if counts:
            self._commit(utterance, now)
        elif unheard:
            self._listening.end(utterance)
            self._interruptions.forget_words()
            self._unanswered.keep(utterance, taken=False, why=TOO_SHORT)
            self._unanswered.ask_for_words(utterance, self._language, self._wishes.session.languages)
        else:
            self._listening.drop(utterance)
            self._interruptions.forget_words()
            return False
        return True

    def _commit(self, utterance: Utterance, now: float, *, taken: bool = False) -> None:
        """Make the utterance a turn. `taken`: the engine has it already."""
        self._listening.end(utterance)
        self._interruptions.forget_words()
        last_word = (utterance.ended_at or now) - self._listening.silence
        self._transcript.stage(utterance.item, "speech_ended", last_word)
        self._transcript.reveal(utterance.item)
        turn = Turn(utterance.turn, utterance.item, utterance.sound)
        link = utterance.streamed_on
        if utterance.wants_silence:
            self._unanswered.keep(utterance, taken=taken)
            return
        self._listening.take_turn(last_word)
        if link is not None and link == self._link.usable:
            self._engine_side.add_streamed(turn, link, now, taken=taken, waited=utterance.words_are_known)
        else:
            self._engine_side.add(turn)

    # --- what the engine hears

    def on_said(self, said: EngineEvent, link: LinkId, now: float) -> None:
        """Take an event from the link in use."""
        match said:
            case TurnBegan(turn, _):
                if self._listening.utterance is None or self._engine_ends_it:
                    self._begin(now, turn).adopt(turn)
            case TurnTaken(turn):
                self._on_taken(turn, link, now)
            case TurnWords(turn, text):
                self._unanswered.take_words(said, link, now)
                utterance = self._listening.utterance
                if utterance is not None and turn in (utterance.turn, BEING_SAID):
                    if text or not utterance.wants_silence:
                        write_words(self._transcript, utterance.item, said)
                    self._take_overlap_words(utterance, OverlapHeard(utterance.sound, text, utterance.frames), now)
                    self._listening.take_words_in_pause(utterance, said, prepared=said.prepared)
                    if text and utterance.sure:
                        self._transcript.reveal(utterance.item)
            case _:
                pass

    def _on_taken(self, turn: TurnId, link: LinkId, now: float) -> None:
        turns = self._turns
        if turns.item_of(turn) is None and self._is_part_of_another(turn):
            self._engine_side.refuse(turn, link)
        elif turns.item_of(turn) is None:
            # The engine ended a turn, perhaps one that our detector did not hear, which counts all the same.
            utterance = self._begin(now, turn)
            utterance.adopt(turn)
            if self._interruptions.holds:
                # Afterwards, the turn would be given up with the reply.
                self._follow(OverlapPhase.SPEECH, now)
            self._commit(utterance, now, taken=True)
        item = turns.item_of(turn)
        if item is not None:
            self._transcript.stage(item, "committed", now)

    def _is_part_of_another(self, turn: TurnId) -> bool:
        """Return whether the engine took part of an utterance that is sent whole, because something else now ends the
        turns.
        """
        held = self._listening.utterance is not None and not self._engine_ends_it
        return held or self._turns.is_disowned(turn)

"""The conversation: what follows from what. Events in, commands out; time is an argument.

Its machines, each in its own module: the link (`linkage`), the person's utterances (`listening`),
what still waits for an answer (`turns`), the answers (`replies`), tools (`toolbox`) and the
transcript (`scribe`). The floor is not stored but follows from them:

    user      an utterance is certain                    (else)
    speaking  some of a reply is still to be heard       (else)
    thinking  a turn is sent, or a reply is being made   (else)
    nobody

Rules that hold in any order of events: no sound is sent while muted; silence is commanded before the
engine is told; a cut reply is never played again; at most one commit a turn and never an empty one;
an utterance ends answered or visibly waiting; after Stopped nothing is commanded but stopping.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from voiceapp.core.exchange import Exchange, write_words
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.listening import Edge, Listening, Verdict
from voiceapp.core.messages import (
    BEING_SAID,
    AlarmRang,
    AskedAgain,
    Chime,
    ClearFailure,
    Command,
    Configure,
    Duck,
    EngineEvent,
    Event,
    ForgetTurn,
    FromEngine,
    ItemCorrected,
    ItemDeleted,
    KeyPressed,
    KeyReleased,
    LinkId,
    Listen,
    MicFrame,
    MicrophoneChanged,
    ModelLoading,
    MuteSet,
    NetworkCameBack,
    PlaybackEnded,
    PlaybackStopped,
    PlayChime,
    Played,
    ReadySpeaker,
    ReplyInterrupted,
    RetryAsked,
    ShowAlarm,
    ShowFailure,
    ShowLevels,
    ShowState,
    SpeakerChanged,
    Stopped,
    StoreFailed,
    StoreRecovered,
    TalkOpened,
    TalkStarted,
    TalkState,
    TalkStopped,
    TextEntered,
    Tick,
    ToEngine,
    ToolAnswered,
    ToolPermitted,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
    Unduck,
    WishesChanged,
)
from voiceapp.core.scribe import Scribe
from voiceapp.core.standing import Floor, Person, standing
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, TalkId, Via
from voiceapp.core.turns import Turn
from voiceapp.core.wishes import TalkWishes

IDLE_PATIENCE = 60.0
"""Seconds for which the link is kept after a typed exchange: the next line need not wait for it."""
SILENCE = -120.0
VISIBLE = 1.5
"""dB by which a level must change to be shown: a meter that trembles in silence costs more than listening."""
DEAF_AFTER = 2.0
"""Seconds without a frame after which nothing listens, whatever the device says."""


class Conversation:
    def __init__(self, wishes: TalkWishes, seed: float = 0.0) -> None:
        self._out: list[Command] = []
        self._wishes = wishes
        self._scribe = Scribe(self._say)
        self._exchange = Exchange(self._say, self._scribe, wishes, seed)
        self._listening = Listening(self._say, self._scribe, wishes)
        self._on = False
        self._muted = False
        self._ducked = False
        self._stopped = False
        self._microphone: str | None = None
        self._speaker: str | None = None
        self._last_frame: float | None = None
        """None: no frame is expected."""
        self._deaf = False
        self._level = 0.0
        """The microphone's, as it was last shown."""
        self._idle_since: float | None = None
        """The link is open, and nobody needs it."""
        self._loading = ModelLoading()
        self._quiet = True
        """Nobody speaks, and nobody owes an answer."""
        self._shown = TalkState()
        self._store_failure: Failure | None = None

    # --- the doors

    def handle(self, event: Event, now: float) -> list[Command]:
        """Take an event; say what is to be done, in order."""
        self._out = []
        if not self._stopped:
            self._dispatch(event, now)
            if not self._stopped:
                self._follow_up(now)
        return self._out

    @property
    def deadline(self) -> float | None:
        """When a Tick is next wanted."""
        if self._stopped:
            return None
        deaf_at = self._last_frame + DEAF_AFTER if self._last_frame is not None and self._hears else None
        idle_at = None if self._idle_since is None else self._idle_since + IDLE_PATIENCE
        waits = (self._exchange.deadline, self._listening.deadline, deaf_at, idle_at)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def floor(self) -> Floor:
        utterance = self._listening.utterance
        if utterance is not None and utterance.sure and utterance.ended_at is None:
            return Floor.USER
        if self._exchange.replies.audible:
            return Floor.SPEAKING
        if self._exchange.thinking or (utterance is not None and utterance.sure):
            return Floor.THINKING
        return Floor.NOBODY

    @property
    def talk(self) -> TalkId:
        return self._scribe.talk

    def _say(self, command: Command) -> None:
        self._out.append(command)

    def _dispatch(self, event: Event, now: float) -> None:
        match event:
            case MicFrame():
                self._on_frame(event, now)
            case FromEngine(link, said):
                self._on_engine(link, said, now)
            case Played(reply, heard, level):
                self._exchange.replies.played(reply, heard, now)
                self._exchange.sounded(reply, now)
                self._say(ShowLevels(speaker=level))
            case PlaybackEnded(reply, heard):
                self._exchange.replies.playback_ended(reply, heard, now)
            case PlaybackStopped(reply, heard):
                self._exchange.replies.playback_stopped(reply, heard, now)
            case Tick():
                self._on_tick(now)
            case MicrophoneChanged(name, failure):
                self._on_microphone(name, failure, now)
            case SpeakerChanged(name, failure):
                self._speaker = name
                self._tell(failure)
            case StoreFailed(failure):
                self._store_failure = failure
                self._say(ShowFailure(failure, stays=True))
            case StoreRecovered():
                if self._store_failure is not None:
                    self._say(ClearFailure(self._store_failure))
                    self._store_failure = None
            case ToolAnswered(call, output, failed):
                self._exchange.tools.answered(call, output, now, failed=failed)
            case AlarmRang(text):
                self._scribe.note(text, now)
                self._say(PlayChime(Chime.ALARM))
                self._say(ShowAlarm(text))
            case ModelLoading():
                self._loading = event
            case TalkStarted():
                self._start(now)
            case TalkStopped():
                self._hang_up(now)
            case TalkOpened(talk):
                self._hang_up(now)
                self._exchange.reset(now)
                self._scribe.close(now)
                self._scribe.open(talk)
            case KeyPressed():
                self._on_key(now, down=True)
            case KeyReleased():
                self._on_key(now, down=False)
            case ReplyInterrupted():
                self._cut(now)
            case MuteSet(muted):
                self._mute(now, muted=muted)
            case TextEntered():
                self._on_text(event, now)
            case ItemCorrected(item, text):
                self._scribe.change(item, _corrected(text))
            case ItemDeleted(item):
                self._delete(item)
            case AskedAgain(item):
                self._ask_again(item, now)
            case ToolPermitted(item, allowed):
                self._exchange.tools.permitted(item, now, allowed=allowed)
            case WishesChanged(wishes):
                self._change_wishes(wishes)
            case RetryAsked() | NetworkCameBack():
                self._exchange.turns.try_again()
                self._exchange.link.try_now()
            case Stopped():
                self._stop(now)
            case _:
                assert_never(event)

    # --- the person: buttons and keys

    def _start(self, now: float) -> None:
        if not self._on:
            self._on = True
            self._last_frame = now
            self._say(Listen(on=True))
        self._exchange.link.try_now()

    def _hang_up(self, now: float) -> None:
        self._finish_utterance(now)
        self._listening.deafen()
        if self._on:
            self._on = False
            self._last_frame = None
            self._say(Listen(on=False))
            self._idle_since = now - IDLE_PATIENCE
        self._cut(now)

    def _on_key(self, now: float, *, down: bool) -> None:
        if not self._wishes.turn_taking.by_key or self._muted:
            return
        if not down:
            self._listening.release()
            return
        if not self._on:
            self._start(now)
        self._cut(now)
        self._listening.press()

    def _on_text(self, event: TextEntered, now: float) -> None:
        if not event.text.strip() and not event.images:
            return
        self._cut(now)
        self._exchange.link.try_now()
        item = self._scribe.new_id()
        self._scribe.put(
            Message(
                item, Speaker.USER, now, text=event.text, state=MessageState.DONE, via=Via.TEXT, images=event.images
            )
        )
        self._exchange.add(Turn(TurnId(f"turn-{item}"), item, None, event.text, event.images, event.spoken))

    def _ask_again(self, item: ItemId, now: float) -> None:
        message = self._scribe.message(item)
        waiting = self._exchange.turns.of_item(item)
        if waiting is not None:
            waiting.given_up = False
            self._exchange.link.try_now()
        elif message is not None and message.speaker is Speaker.USER:
            self._cut(now)
            self._exchange.link.try_now()
            turn = TurnId(f"again-{item}-{self._exchange.turns.count}")
            self._exchange.add(Turn(turn, item, message.sound, message.text, message.images))

    def _delete(self, item: ItemId) -> None:
        turns = self._exchange.turns
        waiting = turns.of_item(item)
        if waiting is not None:
            turns.forget(waiting.id)
        known_as = turns.turn_of(item)
        link = self._exchange.link
        if known_as is not None and link.is_open and link.current is not None:
            self._say(ToEngine(link.current, ForgetTurn(known_as)))
        self._scribe.forget(item)

    def _mute(self, now: float, *, muted: bool) -> None:
        if muted and not self._muted:
            self._finish_utterance(now)
            self._listening.deafen()
            self._unduck()
        self._muted = muted
        self._last_frame = now if self._on else None

    def _change_wishes(self, wishes: TalkWishes) -> None:
        before, self._wishes = self._wishes, wishes
        self._exchange.wishes = wishes
        self._listening.change(wishes)
        link = self._exchange.link
        if wishes.session != before.session and link.is_open and link.current is not None:
            self._say(ToEngine(link.current, Configure(wishes.session)))

    def _cut(self, now: float) -> None:
        """The person has the floor. Silence first: they must not hear one more word."""
        self._exchange.cut(now)
        self._listening.calm()
        self._unduck()

    def _tell(self, failure: Failure | None) -> None:
        if failure is not None:
            self._say(ShowFailure(failure))

    # --- the microphone

    @property
    def _hears(self) -> bool:
        return self._on and not self._muted

    @property
    def _open_link(self) -> LinkId | None:
        return self._exchange.link.current if self._exchange.link.is_open else None

    def _on_microphone(self, name: str | None, failure: Failure | None, now: float) -> None:
        if name is None:
            self._finish_utterance(now)
            self._listening.deafen()
            self._level = SILENCE
            self._say(ShowLevels(microphone=SILENCE))
        self._microphone = name
        self._deaf = False
        self._last_frame = now if self._on and name is not None else None
        self._tell(failure)

    def _on_frame(self, frame: MicFrame, now: float) -> None:
        if not self._hears:
            return
        self._last_frame = now
        self._deaf = False
        if abs(frame.level - self._level) >= VISIBLE:
            self._level = frame.level
            self._say(ShowLevels(microphone=frame.level))
        edge = self._listening.hear(frame, self._open_link)
        if edge is Edge.BEGAN:
            self._begin(now)
        if self._exchange.replies.live or self._ducked:
            self._weigh(frame, now)
        if edge in (Edge.ENDED, Edge.DROPPED):
            self._on_end(now, noise=edge is Edge.DROPPED)

    def _begin(self, now: float, turn: TurnId | None = None) -> None:
        utterance = self._listening.utterance
        if utterance is not None:
            # Our detector heard an end that the engine did not: the person goes on.
            utterance.ended_at = None
            utterance.noise = False
            return
        doubtful = self._exchange.replies.live and not self._wishes.turn_taking.by_key
        self._listening.begin(now, self._open_link, sure=not doubtful, turn=turn)

    def _weigh(self, frame: MicFrame, now: float) -> None:
        """Is the person speaking over the reply?"""
        verdict = self._listening.judge(frame)
        if verdict is Verdict.DUCK:
            self._ducked = True
            self._say(Duck())
        elif verdict is Verdict.STOP:
            if self._listening.utterance is None:
                self._begin(now)
            if self._listening.utterance is not None:
                self._listening.utterance.sure = True
            self._cut(now)
        elif verdict is Verdict.RESUME:
            self._unduck()

    def _unduck(self) -> None:
        if self._ducked:
            self._ducked = False
            self._say(Unduck())

    def _on_end(self, now: float, *, noise: bool) -> None:
        utterance = self._listening.utterance
        if utterance is None:
            return
        if self._engine_ends_it:
            utterance.ended_at = now
            utterance.noise = noise
        elif noise or not utterance.sure:
            self._listening.drop()
            if self._wishes.turn_taking.by_key:
                self._tell(Failure(FailureKind.NO_SPEECH, "No speech was heard: hold the key while you speak."))
        else:
            self._commit(now)

    @property
    def _engine_ends_it(self) -> bool:
        """The engine hears this utterance and will say where it ends."""
        utterance = self._listening.utterance
        info = self._exchange.info
        return (
            self._wishes.turn_taking.by_engine
            and utterance is not None
            and utterance.streamed_on is not None
            and utterance.streamed_on == self._open_link
            and info is not None
            and info.traits.ends_turns
        )

    def _finish_utterance(self, now: float) -> None:
        """The microphone goes: what was said so far counts."""
        utterance = self._listening.utterance
        if utterance is None:
            return
        if utterance.sure and not utterance.noise and utterance.frames >= self._listening.least:
            self._commit(now)
        else:
            self._listening.drop()

    def _commit(self, now: float, *, taken: bool = False) -> None:
        """The utterance is a turn. `taken`: the engine has it already."""
        utterance = self._listening.end()
        if utterance is None:
            return
        self._scribe.stage(utterance.item, "speech_ended", (utterance.ended_at or now) - self._listening.silence)
        self._scribe.reveal(utterance.item)
        turn = Turn(utterance.turn, utterance.item, utterance.sound)
        if utterance.streamed_on is not None and utterance.streamed_on == self._open_link:
            self._exchange.add_streamed(turn, now, taken=taken)
        else:
            self._exchange.add(turn)

    # --- the engine

    def _on_engine(self, link: LinkId, said: EngineEvent, now: float) -> None:
        self._exchange.on_said(link, said, now)
        if link != self._open_link:
            return
        match said:
            case TurnBegan(turn, _):
                self._begin(now, turn)
                self._listening.adopt(turn)
            case TurnTaken(turn):
                self._on_taken(turn, now)
            case TurnWords(turn, text):
                utterance = self._listening.utterance
                if utterance is not None and turn in (utterance.turn, BEING_SAID):
                    write_words(self._scribe, utterance.item, said)
                    if text and utterance.sure:
                        self._scribe.reveal(utterance.item)
            case _:
                pass

    def _on_taken(self, turn: TurnId, now: float) -> None:
        known = self._exchange.turns.of(turn)
        if known is None:
            # The engine ended it. It may also have heard what our detector did not: that counts all the same.
            self._begin(now, turn)
            self._listening.adopt(turn)
            self._commit(now, taken=True)
            known = self._exchange.turns.of(turn)
        if known is not None:
            self._scribe.stage(known.item, "committed", now)

    # --- time, and what follows

    def _on_tick(self, now: float) -> None:
        self._exchange.tick(now)
        due = self._listening.deadline
        if due is not None and now >= due:
            self._finish_utterance(now)
        if self._last_frame is not None and self._hears and now >= self._last_frame + DEAF_AFTER:
            self._finish_utterance(now)
            self._listening.deafen()
            self._last_frame = None
            self._deaf = True

    def _follow_up(self, now: float) -> None:
        exchange = self._exchange
        exchange.follow_up(now)
        quiet = self.floor is Floor.NOBODY and self._listening.utterance is None
        if self._quiet and not quiet:
            self._say(ReadySpeaker())
        self._quiet = quiet
        exchange.open_if_needed(now, wanted=self._on or bool(exchange.turns.unsent), quiet=quiet)
        self._close_when_idle(now, idle=quiet and not self._on and not exchange.turns.all)
        if self._ducked and not exchange.replies.live:
            self._unduck()
            self._listening.calm()
        self._show_state()

    def _close_when_idle(self, now: float, *, idle: bool) -> None:
        link = self._exchange.link
        if not idle or not link.is_open:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = now
        elif now >= self._idle_since + IDLE_PATIENCE:
            self._idle_since = None
            link.close()

    def _show_state(self) -> None:
        person = Person(self._on, self._muted, self._deaf, self._microphone, self._speaker, self._wishes.turn_taking)
        state = standing(person, self.floor, self._exchange, self._scribe, self._loading)
        if state != self._shown:
            self._shown = state
            self._say(ShowState(state))

    def _stop(self, now: float) -> None:
        self._hang_up(now)
        self._exchange.close(now)
        self._scribe.close(now)
        self._stopped = True


def _corrected(text: str) -> Callable[[Message], Message]:
    def correct(message: Message) -> Message:
        return replace(message, text=text, original=message.original or message.text, words=(), heard=None)

    return correct

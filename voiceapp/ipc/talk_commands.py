"""Lets other programs start, stop and mute the talk, read the last text, and watch what happens."""

import queue
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote, unquote

from voiceapp.core.desk import HistoryAccess
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.messages import (
    Event,
    MuteSet,
    OffRecordSet,
    Phase,
    ReplyInterrupted,
    Show,
    ShowItem,
    ShowState,
    TalkStarted,
    TalkState,
    TalkStopped,
    TextEntered,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, Speaker, Talk, TalkKind
from voiceapp.ipc.line_stream import LineStream
from voiceapp.ipc.server import PATIENCE, Caller
from voiceapp.ipc.talk_events import Described, described, described_dictation
from voiceapp.ipc.told import TOO_BUSY, refusal

WatchTalk = Callable[[Callable[[Show], None]], Callable[[], None]]


class ControlsTalk(Protocol):
    """The part of the talk that other programs may use, from any thread."""

    def tell(self, event: Event) -> None: ...
    def begin(self) -> None: ...


class ShowsDictation(Protocol):
    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]: ...


class TalkCommands:
    def __init__(self, talk: ControlsTalk, watch: WatchTalk, history: HistoryAccess, dictation: ShowsDictation) -> None:
        """`watch` shows the talk without counting as a person who has read what is shown."""
        self._talk = talk
        self._watch = watch
        self._history = history
        self._dictation = dictation

    def control(self, words: list[str], caller: Caller) -> None:
        """Answer `talk WORD`."""
        wanted, text = (*words, "", "")[:2]
        if wanted == "stage":
            caller.send_line(f"ok {self._state().phase.value}")
        elif wanted == "new":
            self._talk.begin()
            caller.send_line("ok")
        elif (event := self._event(wanted, unquote(text))) is not None:
            self._talk.tell(event)
            caller.send_line("ok")
        else:
            caller.send_line(refusal(Sentence("There is no {word}.", word=wanted)))

    def _event(self, wanted: str, text: str) -> Event | None:
        match wanted:
            case "start":
                return TalkStarted()
            case "stop":
                return TalkStopped()
            case "toggle":
                return TalkStarted() if self._state().phase is Phase.OFF else TalkStopped()
            case "mute" | "unmute":
                return MuteSet(wanted == "mute")
            case "toggle-mute":
                return MuteSet(not self._state().muted)
            case "off-record" | "on-record":
                return OffRecordSet(wanted == "off-record")
            case "toggle-record":
                return OffRecordSet(not self._state().off_record)
            case "interrupt":
                return ReplyInterrupted()
            case "write" if text.strip():
                return TextEntered(text)
            case _:
                return None

    def last(self, words: list[str], caller: Caller) -> None:
        """Answer `last said`, `last reply` or `last dictation` with the text, in percent encoding."""
        match words:
            case ["said"]:
                caller.send_line(f"ok {quote(self._last(Speaker.USER))}")
            case ["reply"]:
                caller.send_line(f"ok {quote(self._last(Speaker.ASSISTANT))}")
            case ["dictation"]:
                self._last_dictation(caller)
            case _:
                caller.send_line(refusal(Sentence("Ask for said, reply or dictation.")))

    def _last_dictation(self, caller: Caller) -> None:
        answers: queue.SimpleQueue[str | Failure] = queue.SimpleQueue()

        def loaded(talk: Talk | Failure) -> None:
            if isinstance(talk, Failure):
                answers.put(talk)
                return
            texts = [item.text for item in talk.items if isinstance(item, Message) and item.text]
            answers.put(texts[-1] if texts else "")

        def found(page: HistoryPage | Failure) -> None:
            if isinstance(page, Failure):
                answers.put(page)
            elif page.talks:
                self._history.load_talk(page.talks[0].id, loaded)
            else:
                answers.put("")

        self._history.find(Query(kind=TalkKind.DICTATION, count=1), found)
        try:
            told = answers.get(timeout=PATIENCE)
        except queue.Empty:
            caller.send_line(refusal(TOO_BUSY))
            return
        caller.send_line(refusal(told.sentence) if isinstance(told, Failure) else f"ok {quote(told)}")

    def watch(self, words: list[str], caller: Caller) -> None:
        """Send a line of JSON for each thing that happens, beginning with the state of now, until the caller hangs up."""
        del words
        stream = LineStream()
        before: dict[str, Described] = {}

        def put(told: Described | None) -> None:
            if told is None:
                return
            # What is told of a state may be what was told before: a level or a loading bar has moved.
            name = str(told["event"])
            if before.get(name) != told or name not in ("talk", "dictation"):
                before[name] = told
                stream.put(told)

        put(described(ShowState(self._state())))
        stops = (
            self._watch(lambda show: put(described(show))),
            self._dictation.watch(lambda view: put(described_dictation(view))),
        )
        try:
            stream.send_to(caller, whole=True)
        finally:
            for stop in stops:
                stop()

    # --- what is so now

    def _state(self) -> TalkState:
        states = [show.state for show in self._shown() if isinstance(show, ShowState)]
        return states[-1] if states else TalkState()

    def _last(self, speaker: Speaker) -> str:
        messages = [show.item for show in self._shown() if isinstance(show, ShowItem)]
        said = [item for item in messages if isinstance(item, Message) and not item.off_record]
        spoken = [item for item in said if item.speaker is speaker and item.text]
        if not spoken:
            return ""
        last = max(spoken, key=lambda message: message.at)
        return last.heard_text

    def _shown(self) -> list[Show]:
        shown: list[Show] = []
        self._watch(shown.append)()
        return shown

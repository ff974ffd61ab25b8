"""Runs the same conversation in the terminal: speak, or type a line and press Enter."""

import argparse
import sys
import threading
from collections.abc import Callable

from voiceapp import app
from voiceapp.app import garbage_collection
from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words, translated
from voiceapp.cli.main import overrides
from voiceapp.cli.open_answers import OpenAnswers
from voiceapp.cli.typed_lines import typed_lines
from voiceapp.core.desk import Desk
from voiceapp.core.messages import (
    Event,
    MuteSet,
    OffRecordSet,
    Phase,
    ReplyInterrupted,
    Show,
    ShowAlarms,
    ShowFailure,
    ShowItem,
    ShowState,
    TalkStarted,
    TalkState,
    TextEntered,
    ToolPermitted,
)
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.talk.tool_arguments import host_of, told
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import title_of_tool
from voiceapp.settings.engine_kinds import ENGINES, USUAL

PUT_OFF = 300
"""Seconds until a snoozed alarm rings again."""
PHASES = {
    Phase.OFF: Sentence("off"),
    Phase.CONNECTING: Sentence("connecting"),
    Phase.READY: Sentence("ready"),
    Phase.LISTENING: Sentence("listening"),
    Phase.ASLEEP: Sentence("asleep: type /wake"),
    Phase.HEARING: Sentence("hearing"),
    Phase.THINKING: Sentence("thinking"),
    Phase.LOOKING: Sentence("looking"),
    Phase.ASKING: Sentence("waiting for you"),
    Phase.SPEAKING: Sentence("speaking"),
    Phase.MUTED: Sentence("muted"),
    Phase.OFFLINE: Sentence("offline"),
    Phase.DEAF: Sentence("deaf"),
}
HELP = Sentence(
    "Speak, or type and press Enter. Commands: /stop stops the reply, /mute, /unmute, /wake, /quit; "
    "/off keeps nothing of what follows, /on keeps it again; "
    "/yes, /always and /no answer a tool."
)


def add(parser: argparse.ArgumentParser) -> None:
    names = [kind.name for kind in ENGINES]
    parser.add_argument("--engine", choices=names, default="", help=in_words(Sentence("who answers first")))
    parser.add_argument("--mute", action="store_true", help=in_words(Sentence("don't listen; type instead")))


def run(arguments: argparse.Namespace) -> int:
    chosen = overrides(arguments)
    if arguments.engine:
        first = str(arguments.engine)
        chosen["engines.order"] = ",".join((first, *(name for name in USUAL if name != first)))
    desk = app.open_desk(verbose=bool(arguments.verbose), overrides=chosen)
    desk.say_last(terminal.warn)
    try:
        terminal.say(HELP)
        desk.open_calls()
        garbage_collection.freeze_all()
        printer = Printer()
        desk.talk.watch(printer)
        desk.talk.tell(TalkStarted())
        if arguments.mute:
            desk.talk.tell(MuteSet(muted=True))
        answered = OpenAnswers()
        desk.talk.watch(answered)
        for line in typed_lines():
            if not _obey(line.strip(), desk, printer, answered):
                return OK
        # At a terminal the person has left. But a program that wrote to us must get its answer.
        whole = sys.stdin.isatty() or answered.wait(lambda: _refuse(desk.talk.tell, printer))
    finally:
        desk.close()
    return OK if whole else FAILED


def _refuse(tell: Callable[[Event], None], printer: "Printer") -> None:
    """Says whether nobody is left to ask."""
    while (asked := printer.take_asked()) is not None:
        tell(ToolPermitted(asked.id, allowed=False))


def _obey(line: str, desk: Desk, printer: "Printer", answered: OpenAnswers) -> bool:
    """Carry out a line. False: the person wants to leave."""
    tell = desk.talk.tell
    match line:
        case "":
            pass
        case "/quit" | "/q":
            return False
        case "/stop":
            tell(ReplyInterrupted())
            for number in printer.ringing:
                desk.alarms.stop(number)
        case "/later":
            for number in printer.ringing:
                desk.alarms.put_off(number, PUT_OFF)
        case "/mute":
            tell(MuteSet(muted=True))
        case "/unmute":
            tell(MuteSet(muted=False))
        case "/off":
            tell(OffRecordSet(off=True))
        case "/on":
            tell(OffRecordSet(off=False))
        case "/wake":
            tell(TalkStarted())
        case "/yes" | "/always" | "/no":
            _answer_tool(line, desk, printer)
        case _:
            answered.asked()
            tell(TextEntered(line))
    return True


def _answer_tool(line: str, desk: Desk, printer: "Printer") -> None:
    asked = printer.take_asked()
    if asked is None:
        terminal.say(Sentence("No tool is waiting for you."))
        return
    if line == "/always" and not asked.each_time:
        failure = desk.settings.change(f"tools.permissions.{asked.allowed_as or asked.name}", "always")
        if failure is not None:
            terminal.line(f"! {in_words(failure.in_full)}")
    tell = desk.talk.tell
    tell(ToolPermitted(asked.id, allowed=line != "/no"))


class Printer:
    """Prints each line once, when it is final. Called from the app's threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._printed: set[ItemId] = set()
        self._phase = PHASES[Phase.OFF]
        self._loading: Sentence | None = None
        self.ringing: tuple[int, ...] = ()
        """The alarms that can be stopped."""
        self._asked: list[ToolCall] = []
        """Tools that wait for permission, the oldest first."""

    def take_asked(self) -> ToolCall | None:
        with self._lock:
            if not self._asked:
                return None
            asked = self._asked[0]
            self._ask_next(self._asked[1:])
            return asked

    def _ask_next(self, asked: list[ToolCall]) -> None:
        """One at a time, because an answer belongs to the last question."""
        before, self._asked = self._asked[:1], asked
        if asked and asked[:1] != before:
            question = asked_line(asked[0])
            asks = (
                Sentence("{question} - type /yes or /no", question=question)
                if asked[0].each_time
                else Sentence("{question} - type /yes, /always or /no", question=question)
            )
            terminal.question(f"? {in_words(asks)}")

    def __call__(self, show: Show) -> None:
        with self._lock:
            match show:
                case ShowItem(Message() as message) if message.state not in (
                    MessageState.GROWING,
                    MessageState.WAITING,
                ):
                    who = in_words(Sentence("You") if message.speaker is Speaker.USER else Sentence("Assistant"))
                    if message.text:
                        self._print(
                            message.id, f"{who}: {message.heard_text}{' —' if message.heard is not None else ''}"
                        )
                case ShowItem(Message(failure=Sentence() as why) as message):
                    self._print(ItemId(f"{message.id} {why}"), f"  ({in_words(why)})")
                case ShowItem(ToolCall(state=ToolState.ASKED) as call):
                    if all(call.id != each.id for each in self._asked):
                        self._ask_next([*self._asked, call])
                case ShowItem(ToolCall() as call):
                    if call.state is not ToolState.RUNNING:
                        self._print(call.id, f"  [{in_words(finished_line(call))}]")
                    self._ask_next([each for each in self._asked if each.id != call.id])
                case ShowItem(Note() as note):
                    self._print(note.id, f"  ({in_words(note.sentence)})")
                case ShowAlarms(ringing):
                    if set(ringing) - set(self.ringing):
                        _remark(Sentence("ringing: /stop silences it, /later lets it ring again in 5 minutes"))
                    self.ringing = ringing
                case ShowFailure(failure):
                    terminal.line(f"{'·' if failure.kind.is_news else '!'} {in_words(failure.in_full)}")
                case ShowState(state):
                    self._show_state(state)
                case _:
                    pass

    def _show_state(self, state: TalkState) -> None:
        phase = PHASES[state.phase]
        if state.phase is Phase.ASLEEP and state.wake_phrase:
            phase = Sentence("asleep: say “{word}”, or type /wake", word=state.wake_phrase)
        if phase != self._phase:
            self._phase = phase
            _remark(phase)
        loading = loading_line(state)
        if loading and loading != self._loading and (state.loaded is not None or not self._loading):
            _remark(loading)
        self._loading = loading

    def _print(self, item: ItemId, line: str) -> None:
        if item not in self._printed:
            self._printed.add(item)
            terminal.line(line)


def _remark(told: Sentence) -> None:
    terminal.plain(f"· {in_words(told)}")


LOADING = {
    "ears": Sentence("loading the recogniser"),
    "brain": Sentence("loading the language model"),
    "voice": Sentence("loading the voice"),
}


def loading_line(state: TalkState) -> Sentence | None:
    """Says which model of this device is being loaded; for a large one also its progress, in tenths."""
    what = LOADING.get(state.loading)
    if what is None or state.loaded is None:
        return what
    return Sentence("{what}: {share}%", what=what, share=int(state.loaded * 10) * 10)


def asked_line(call: ToolCall) -> Sentence:
    """Says first whom it concerns, then the question, then everything that it leaves out."""
    fields = (
        ""
        if call.says_all
        else ", ".join(f"{name}: {value}" if name else value for name, value in told(call.arguments))
    )
    question = in_words(call.told) if call.told is not None else translated(title_of_tool(call.name))
    host = host_of(call.arguments)
    return verbatim(" ".join(filter(None, (f"[{host}]" if host else "", question, fields))))


def finished_line(call: ToolCall) -> Sentence:
    name = translated(title_of_tool(call.name))
    match call.state:
        case ToolState.REFUSED:
            return Sentence("{tool} · not allowed", tool=name)
        case ToolState.FAILED:
            return Sentence("{tool} · {why}", tool=name, why=call.failure or Sentence("failed"))
        case _:
            return call.told if call.told is not None else Sentence("{tool} · {answer}", tool=name, answer=call.output)

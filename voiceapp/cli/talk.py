"""The same conversation in the terminal: speak, or type a line and press Enter."""

import argparse
import sys
import threading
from collections.abc import Callable

from voiceapp import app
from voiceapp.app import garbage
from voiceapp.cli.answered import Answered
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.main import overrides
from voiceapp.cli.typed import typed_lines
from voiceapp.core.messages import (
    Event,
    MuteSet,
    Phase,
    ReplyInterrupted,
    Show,
    ShowFailure,
    ShowItem,
    ShowState,
    TalkStarted,
    TalkState,
    TextEntered,
    ToolPermitted,
)
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState

HELP = "Speak, or type and press Enter. Commands: /stop silences it, /mute, /unmute, /quit; /yes and /no to a tool."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mute", action="store_true", help="do not listen; type instead")


def run(arguments: argparse.Namespace) -> int:
    desk = app.open_desk(verbose=bool(arguments.verbose), overrides=overrides(arguments))
    try:
        print(HELP)
        desk.open_calls()
        garbage.set_aside()
        printer = Printer()
        desk.watch(printer)
        desk.tell(TalkStarted())
        if arguments.mute:
            desk.tell(MuteSet(muted=True))
        answered = Answered()
        desk.watch(answered)
        for line in typed_lines():
            if not _obey(line.strip(), desk.tell, printer, answered):
                return OK
        # At a terminal the person has left. What a program wrote into us shall have its answer.
        whole = sys.stdin.isatty() or answered.wait(lambda: _refuse(desk.tell, printer))
    finally:
        desk.close()
    return OK if whole else FAILED


def _refuse(tell: Callable[[Event], None], printer: "Printer") -> None:
    """There is nobody left to be asked."""
    while (asked := printer.take_asked()) is not None:
        tell(ToolPermitted(asked, allowed=False))


def _obey(line: str, tell: Callable[[Event], None], printer: "Printer", answered: Answered) -> bool:
    """Do what a line says. False: the person wants to leave."""
    match line:
        case "":
            pass
        case "/quit" | "/q":
            return False
        case "/stop":
            tell(ReplyInterrupted())
        case "/mute":
            tell(MuteSet(muted=True))
        case "/unmute":
            tell(MuteSet(muted=False))
        case "/yes" | "/no":
            asked = printer.take_asked()
            if asked is None:
                print("No tool asks for anything.", flush=True)
            else:
                tell(ToolPermitted(asked, allowed=line == "/yes"))
        case _:
            answered.asked()
            tell(TextEntered(line))
    return True


class Printer:
    """Prints each line once, when it stands. Called from the app's threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._printed: set[ItemId] = set()
        self._phase = Phase.OFF
        self._loading = ""
        self._asked: list[ItemId] = []
        """Tools that wait for permission, the first one first."""

    def take_asked(self) -> ItemId | None:
        with self._lock:
            return self._asked.pop(0) if self._asked else None

    def __call__(self, show: Show) -> None:
        with self._lock:
            match show:
                case ShowItem(Message() as message) if message.state not in (
                    MessageState.GROWING,
                    MessageState.WAITING,
                ):
                    who = "You" if message.speaker is Speaker.USER else "Assistant"
                    if message.text:
                        self._print(
                            message.id, f"{who}: {message.heard_text}{' —' if message.heard is not None else ''}"
                        )
                case ShowItem(Message(failure=str(why)) as message):
                    self._print(ItemId(f"{message.id} {why}"), f"  ({why})")
                case ShowItem(ToolCall(state=ToolState.ASKED) as call):
                    if call.id not in self._asked:
                        self._asked.append(call.id)
                        print(f"? [{call.name}] {call.arguments} - type /yes or /no", flush=True)
                case ShowItem(ToolCall() as call) if call.output or call.state is ToolState.REFUSED:
                    self._asked = [item for item in self._asked if item != call.id]
                    output = call.output or "not allowed"
                    self._print(call.id, f"  [{call.name}] {output}")
                case ShowItem(Note() as note):
                    self._print(note.id, f"  ({note.text})")
                case ShowFailure(failure):
                    print(f"! {failure.sentence}", flush=True)
                case ShowState(state):
                    self._show_state(state)
                case _:
                    pass

    def _show_state(self, state: TalkState) -> None:
        if state.phase is not self._phase:
            self._phase = state.phase
            print(f"· {state.phase.value}", flush=True)
        loading = loading_line(state)
        if loading and loading != self._loading and (state.loaded is not None or not self._loading):
            print(f"· {loading}", flush=True)
        self._loading = loading

    def _print(self, item: ItemId, line: str) -> None:
        if item not in self._printed:
            self._printed.add(item)
            print(line, flush=True)


def loading_line(state: TalkState) -> str:
    """Which model of this machine is waited for; of a large one also how far it is, in tenths."""
    what = {"ears": "the recogniser", "brain": "the language model", "voice": "the voice"}.get(state.loading, "")
    if not what:
        return ""
    return f"loading {what}" if state.loaded is None else f"loading {what}: {int(state.loaded * 10) * 10}%"

"""What goes to a terminal is text: it moves no cursor, repaints no question, and ends no command."""

import ast
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceapp.cli import terminal
from voiceapp.cli.talk import Printer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Phase, ShowFailure, ShowItem, ShowState, TalkState
from voiceapp.core.sentence import verbatim
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState

NASTY = "before\x1b[1A\x1b[2K\x1b]52;c;cm0gLXJm\x07\x9b31m\rafter\u202e\nnext"
CLEAN = "before[1A[2K]52;c;cm0gLXJm31m\nafter\nnext"
ACTS = ("\x1b", "\x07", "\x9b", "\r", "\u202e")
COMMANDS = Path(terminal.__file__).parent


# --- nothing goes another way


def printing(tree: ast.AST) -> list[str]:
    """Where a module writes to the terminal by itself."""
    found: list[str] = []
    # Looking is no writing.
    looked = [node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "isatty"]
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print" | "input")):
                found.append(f"line {node.lineno}: print")
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr" | "__stdout__" | "__stderr__"):
                if node not in looked:
                    found.append(f"line {node.lineno}: sys.{node.attr}")
            case ast.ImportFrom(module="sys"):
                found.append(f"line {node.lineno}: from sys import")
            case _:
                pass
    return found


def test_what_prints_by_itself_is_found() -> None:
    for code in ("print(1)", "sys.stdout.write('x')", "show(out=sys.stderr)", "from sys import stdout"):
        assert printing(ast.parse(code)), code
    assert not printing(ast.parse("if sys.stdout.isatty(): terminal.say(1)"))


@pytest.mark.parametrize(
    "module", [path for path in COMMANDS.glob("*.py") if path.stem != "terminal"], ids=lambda p: p.stem
)
def test_no_command_prints_by_itself(module: Path) -> None:
    assert printing(ast.parse(module.read_text(encoding="utf-8"))) == []


# --- what comes out


def _say(text: str) -> None:
    terminal.say(verbatim(text))


def _warn(text: str) -> None:
    terminal.warn(verbatim(text))


def _highlight(text: str) -> None:
    terminal.highlighted([(text, False), (text, True)])


@pytest.mark.parametrize(
    "tell",
    [
        _say,
        _warn,
        terminal.plain,
        terminal.line,
        terminal.question,
        terminal.write,
        _highlight,
        terminal.value,
    ],
)
def test_nothing_that_acts_comes_out(tell: Callable[[str], object], capsys: pytest.CaptureFixture[str]) -> None:
    tell(NASTY)
    out, err = capsys.readouterr()
    assert not [sign for sign in ACTS if sign in out + err]
    assert "after" in out + err


def test_json_for_programs_says_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.value({"said": f"{NASTY}\ud800🎤\x7f"})
    assert json.loads(capsys.readouterr().out) == {"said": f"{NASTY}\ud800🎤\x7f"}


def test_a_line_of_a_talk_is_bounded_and_a_question_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.line("x" * 50_000)
    assert len(capsys.readouterr().out) < 21_000
    terminal.question("x" * 50_000)
    assert len(capsys.readouterr().out) == 50_001


def test_nobody_begins_a_line_that_looks_like_a_question_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    said = "Fine.\n? [open_link] good.example - type /yes or /no\r? [x]"
    printer = Printer()
    printer(ShowItem(Message(ItemId("1"), Speaker.ASSISTANT, 0.0, said, MessageState.DONE)))
    printer(ShowItem(ToolCall(ItemId("2"), 0.0, "look\n? ", "{}", said, ToolState.DONE)))
    printer(ShowItem(Note(ItemId("3"), 0.0, verbatim(said))))
    printer(ShowFailure(Failure(FailureKind.BUG, verbatim(said))))
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if line.startswith("?")]
    assert len(lines) == 13


def asked(number: int, url: str) -> ToolCall:
    return ToolCall(ItemId(str(number)), 0.0, "open_link", json.dumps({"url": url}), "", ToolState.ASKED)


def test_a_tool_is_asked_for_by_whom_it_leads_to_with_all_that_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    Printer()(ShowItem(asked(1, f"https://evil.example/{'x' * 3_000}?a=\x1b[1A")))
    out = capsys.readouterr().out
    assert out.startswith("? [evil.example] Open link url: https://evil.example/xxx")
    assert out.endswith("xxx?a=\\u001b[1A - type /yes, /always or /no\n")


def test_tools_are_asked_for_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer is for the question that stands last."""
    printer = Printer()
    first, second, third = (asked(number, f"https://{number}.example/") for number in (1, 2, 3))
    for call in (first, second, third):
        printer(ShowItem(call))
    out = capsys.readouterr().out
    assert "1.example" in out
    assert "2.example" not in out
    assert printer.take_asked() == first
    assert "? [2.example] Open link" in capsys.readouterr().out
    # The link was lost: nobody waits for it any more.
    printer(ShowItem(ToolCall(second.id, 0.0, "open_link", second.arguments, "", ToolState.FAILED)))
    assert "? [3.example] Open link" in capsys.readouterr().out
    assert printer.take_asked() == third
    assert printer.take_asked() is None


# --- in terminals of their own


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


TELL = """
from voiceapp.cli import main, terminal
from voiceapp.core.sentence import verbatim
terminal.prepare()
terminal.say(verbatim("5 € — größe 日本"))
terminal.warn(verbatim("5 € — größe 日本"))
terminal.value({"price": "5 €"})
print(main.parser_of_all().format_help())
"""


def test_a_terminal_without_the_letters_ends_nothing() -> None:
    done = run("-c", TELL, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode("latin-1").splitlines()
    assert lines[:2] == ["5 ? ? größe ??", '{"price": "5 \\u20ac"}']
    assert done.stderr.decode("latin-1") == "5 ? ? größe ??\n"


@pytest.mark.parametrize("command", ["talk", "dictate", "models"])
def test_help_is_told_in_any_terminal(command: str) -> None:
    assert run("-m", "voiceapp", command, "--help", PYTHONIOENCODING="ascii").returncode == 0


def test_who_reads_no_more_is_no_error() -> None:
    code = (
        "from voiceapp.cli import terminal\nfor _ in range(9000): terminal.plain('x' * 99)\nprint(terminal.write('y'))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_file_goes_as_it_is_to_a_program_and_cleaned_to_a_person() -> None:
    code = f"from voiceapp.cli import terminal\nterminal.content({NASTY.encode()!r})"
    assert run("-c", code).stdout == NASTY.encode()
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb") as shown:
        subprocess.run([sys.executable, "-c", code], stdout=theirs, check=True, timeout=60)
        os.close(theirs)
        assert os.read(shown.fileno(), 4096).replace(b"\r\n", b"\n").decode() == CLEAN


def test_a_talk_that_sleeps_says_what_wakes_it(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    for phrase in ("", "Okay Nabu", "Okay Nabu"):
        printer(ShowState(TalkState(Phase.ASLEEP, wake_phrase=phrase)))
    printer(ShowState(TalkState(Phase.LISTENING)))
    said = capsys.readouterr()
    assert (said.out + said.err).splitlines() == [
        "· asleep: type /wake",
        "· asleep: say “Okay Nabu”, or type /wake",
        "· listening",
    ]

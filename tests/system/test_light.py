"""What is loaded, and what is not: memory that people would pay for all day, and time at every start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import json, linecache, sys
{load}
print(json.dumps([sorted(sys.modules), len(linecache.cache)]))
"""

COMMAND = """
import contextlib, io
from voiceapp.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    with contextlib.suppress(SystemExit):
        main(lambda **_: 0, {arguments})
"""
DOCUMENTS = """
from voiceapp.talk_files import rendered
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Talk, TalkId
line = Message(ItemId("i"), Speaker.USER, 1.0, "Hello.", MessageState.DONE)
talk = Talk(TalkId("t"), 1.0, items=(line,))
for name, start in (("pdf", b"%PDF"), ("docx", b"PK")):
    made = rendered(talk, name, ExportWishes(), {}, staying=True)
    assert isinstance(made, bytes) and made.startswith(start)
"""
WINDOW = """
from PySide6.QtWidgets import QApplication
from voiceapp.gui.late_desk import LateDesk
from voiceapp.gui.main import CurrentWindow
from voiceapp.gui.window_memory import kept_in
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
application = QApplication([])
paths = Paths.find()
paths.make()
remembered = kept_in(str(paths.state))
remembered.setValue("welcomed", {welcomed!r})
remembered.sync()
front = CurrentWindow(LateDesk(Settings(), paths))
front.open(hidden=False)
for _ in range(5):
    application.processEvents()
front.window.give_way()
"""
"""The window as far as its first picture."""
LATER = {
    "voiceapp.gui.activity.panel",
    "voiceapp.gui.dictation_bar",
    "voiceapp.gui.history.deleted",
    "voiceapp.gui.history.export_dialog",
    "voiceapp.gui.history.reading",
    "voiceapp.gui.palette",
    "voiceapp.gui.settings.dialog",
    "voiceapp.gui.settings.models_page",
    "voiceapp.gui.shortcut_sheet",
    "voiceapp.gui.system.close_question",
    "voiceapp.gui.system.small_bar",
    "voiceapp.core.dictation.joining",
    "voiceapp.core.dictation.languages",
    "voiceapp.core.dictation.learning",
    "voiceapp.core.palette",
    "voiceapp.core.recordings.editing",
    "voiceapp.core.recordings.known_voices",
    "voiceapp.core.recordings.speaker_edits",
    "voiceapp.core.recordings.speakers",
    "voiceapp.core.recordings.voice_groups",
    "voiceapp.core.summaries.prompts",
    "voiceapp.core.text.german_numbers",
    "voiceapp.settings.installation",
}
"""What the window loads when the person first asks for it."""
BEHIND = ("app.desk", "audio", "engines", "exports", "imports", "local", "openai", "providers", "runtime", "tools")
"""Packages that are loaded behind the window, once it stands."""
FEW = {
    "voiceapp.app",
    "voiceapp.ipc",
    "voiceapp.ipc.client",
    "voiceapp.ipc.told",
    "voiceapp.cli",
    "voiceapp.cli.control",
    "voiceapp.cli.dictate",
    "voiceapp.cli.exit_codes",
    "voiceapp.cli.language",
    "voiceapp.cli.main",
    "voiceapp.cli.subcommands",
    "voiceapp.cli.terminal",
    "voiceapp.cli.watch",
    "voiceapp.core",
    "voiceapp.core.sentence",
    "voiceapp.core.sentence_data",
    "voiceapp.core.text",
    "voiceapp.core.text.clean_text",
    "voiceapp.settings",
    "voiceapp.settings.display",
    "voiceapp.settings.paths",
    "voiceapp.settings.system_language",
    "voiceapp.storage",
    "voiceapp.storage.instance_lock",
}
"""What a call to the running app needs, with what cleans its answer for the terminal."""


def loaded(load: str, home: Path) -> tuple[set[str], int]:
    """The modules in a process that did this, and how many sources it keeps."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(load=load)],
        capture_output=True,
        text=True,
        check=True,
        env={"VOICEAPP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parent.parent.parent,
    )
    modules, sources = json.loads(done.stdout.splitlines()[-1])
    return set(modules), sources


def test_the_whole_app_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    modules, _ = loaded("import voiceapp.gui.main, voiceapp.app.desk", tmp_path)
    assert {"PySide6.QtWidgets", "numpy", "httpx", "websockets"} <= modules
    # httpx's command line; runtimes of models, which have processes of their own; what few talks ever need
    unused = {"rich", "click", "pygments", "onnxruntime", "docx", "lxml", "fpdf", "PIL", "fontTools", "unittest"}
    unused |= {"xml.etree.ElementTree", "tarfile", "webbrowser", "voiceapp.storage.row_salvage"}
    unused |= {"voiceapp.engines.live.engine", "voiceapp.engines.live.protocol"}
    unused |= {"mcp", "pydantic", "starlette", "uvicorn", "httpx2", "anyio.streams.memory"}
    assert modules & unused == set()


def test_the_window_keeps_no_sources_in_memory(tmp_path: Path) -> None:
    _, sources = loaded("import voiceapp.gui.main, voiceapp.app.desk", tmp_path)
    assert sources < 20


@pytest.mark.parametrize("welcomed", ["false", "true"])
def test_the_first_picture_waits_for_nothing_that_it_does_not_show(welcomed: str, tmp_path: Path) -> None:
    modules, _ = loaded(WINDOW.format(welcomed=welcomed), tmp_path)
    assert ("voiceapp.gui.first_start" in modules) is (welcomed == "false")
    assert modules & LATER == set()
    assert {each for each in modules for part in BEHIND if f"{each}.".startswith(f"voiceapp.{part}.")} == set()
    assert modules & {"numpy", "asyncio", "ssl", "httpx", "websockets", "sqlite3", "sounddevice", "email"} == set()


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["dictate", "--toggle"], ["dictate", "--help"], ["control", "toggle"], ["watch"]],
)
def test_what_only_calls_the_running_app_loads_next_to_nothing(arguments: list[str], tmp_path: Path) -> None:
    modules, _ = loaded(COMMAND.format(arguments=arguments), tmp_path)
    heavy = {"numpy", "asyncio", "ssl", "httpx", "websockets", "msgspec", "sqlite3", "email", "logging", "tomllib"}
    assert modules & heavy == set()
    assert {each for each in modules if each.startswith("PySide6")} == set()
    assert {each for each in modules if each.startswith("voiceapp.")} <= FEW


@pytest.mark.parametrize("arguments", [["history", "lobster"], ["history", "--help"], ["settings"], ["key", "status"]])
def test_what_reads_what_is_kept_loads_no_sound_and_no_network(arguments: list[str], tmp_path: Path) -> None:
    modules, _ = loaded(COMMAND.format(arguments=arguments), tmp_path)
    assert (
        modules & {"numpy", "soundfile", "sounddevice", "httpx", "websockets", "PySide6", "voiceapp.app.desk"} == set()
    )


@pytest.mark.parametrize("command", ["talk", "doctor"])
def test_help_waits_for_no_part_of_the_app(command: str, tmp_path: Path) -> None:
    modules, _ = loaded(COMMAND.format(arguments=[command, "--help"]), tmp_path)
    assert modules & {"numpy", "sounddevice", "httpx", "websockets", "voiceapp.app.desk"} == set()


def test_a_program_that_stays_open_carries_nothing_from_a_document_that_it_made(tmp_path: Path) -> None:
    modules, _ = loaded(DOCUMENTS, tmp_path)
    assert modules & {"fpdf", "PIL", "fontTools", "uharfbuzz", "docx", "lxml"} == set()

"""The terminal speaks the person's language as completely as English, and to scripts always English."""

import argparse
import ast
import importlib
import json
import keyword
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from scripts import translations
from tests.rig.patience import PROGRAM
from voiceapp.cli import main as command_line
from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, FAILED, NOTHING_FOUND, OK, USAGE
from voiceapp.cli.language import PARSER_WORDS, choose_language, in_words, wanted
from voiceapp.cli.main import COMMANDS, main
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.commands import ControlsDictation, RunningAppCommands
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock

GERMAN = {"LANG": "de_DE.UTF-8"}
MODULES = sorted(Path(terminal.__file__).parent.glob("*.py"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    paths = Paths.find()
    paths.make()
    yield paths
    monkeypatch.undo()
    choose_language([])


@pytest.fixture
def german(home: Paths, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("LANG", GERMAN["LANG"])
    choose_language([])
    return home


# --- which language


@pytest.mark.parametrize(
    ("environ", "arguments", "setting", "language"),
    [
        ({}, [], "", "en"),
        (GERMAN, [], "", "de"),
        ({"LC_MESSAGES": "de_AT@euro", "LANG": "en_GB.UTF-8"}, [], "", "de"),
        ({"LC_ALL": "en_GB.UTF-8", **GERMAN}, [], "", "en"),
        ({"LANG": "C.UTF-8"}, [], "", "en"),
        (GERMAN, [], "en", "en"),
        (GERMAN, [], "system", "de"),
        ({"LANG": "en_US.UTF-8"}, [], "de", "de"),
        (GERMAN, ["--set", "appearance.language=en", "history"], "de", "en"),
        ({}, ["--set=appearance.language=de"], "", "de"),
        ({"LC_ALL": "C"}, ["--set", "appearance.language=de"], "de", "en"),
        ({"LC_ALL": "POSIX", **GERMAN}, [], "", "en"),
    ],
)
def test_the_setting_chooses_else_the_system_and_scripts_get_english(
    environ: dict[str, str], arguments: list[str], setting: str, language: str, home: Paths
) -> None:
    if setting:
        home.settings_file.write_text(f'[appearance]\nlanguage = "{setting}"\n', encoding="utf-8")
    assert wanted(arguments, environ, home.settings_file) == language


@pytest.mark.parametrize(
    "text", ["language = ", "[appearance]\nlanguage = 3", "appearance = 1 # language", "\xff language"]
)
def test_a_file_that_cannot_be_read_leaves_it_to_the_system(text: str, home: Paths) -> None:
    home.settings_file.write_bytes(text.encode("latin-1"))
    assert wanted([], GERMAN, home.settings_file) == "de"


def test_a_language_without_translations_is_english(home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "tlh_QO.UTF-8")
    choose_language([])
    assert in_words(Sentence("Nothing found.")) == "Nothing found."


# --- nothing is left in English


def parsers() -> dict[str, argparse.ArgumentParser]:
    found = {"": command_line.parser_of_all()}
    for name in COMMANDS:
        module = importlib.import_module(f"voiceapp.cli.{name}{'_' * keyword.iskeyword(name)}")
        found[name] = command_line.parser_of(name, module)
    return found


def test_each_command_and_each_option_says_in_german_what_it_does(
    german: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_german = parsers()
    assert "Aufruf: voiceapp" in in_german[""].format_help()
    monkeypatch.setenv("LANG", "C.UTF-8")
    choose_language([])
    for name, english in parsers().items():
        there = in_german[name]
        assert there.format_help() != english.format_help()
        assert there.description != english.description, name
        for ours, theirs in zip(english._actions, there._actions, strict=True):
            what = f"voiceapp {name} {ours.dest}"
            assert ours.help, what
            assert theirs.help != ours.help, what
            if isinstance(ours.metavar, str):
                assert theirs.metavar != ours.metavar or ours.metavar in ("NAME", "SHA256"), what
            elif not ours.option_strings:
                assert ours.choices, f"{what}: its name stands there in English"


def words_of_argparse() -> set[str]:
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return {
        each.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
        for each in call.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_what_argparse_says_to_people_is_known() -> None:
    """All else that it says is for whoever writes a parser, or of a kind of argument that no command has."""
    others = re.compile(
        "conflicting|subparser|subcommands|unknown parser|mutually exclusive|dest=|invalid option string|"
        "'required' is|cannot merge|cannot have|is not callable|can't open|argument \"-\"|unexpected option string|"
        "invalid conflict_resolution|not defined|deprecated|show program's version"
    )
    assert {each for each in words_of_argparse() if not others.search(each)} <= set(PARSER_WORDS)


def bare_texts(tree: ast.AST) -> list[str]:
    """What is written out in words, and is no sentence that could be translated."""
    ours: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Sentence", "cast"):
            ours |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Expr):
            ours.add(id(node.value))
    texts = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ours
    ]
    looks_like_words = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|^ ?[A-Z][a-z]+[ :.]|[a-z]{3,}[).:]$")
    return [f"line {line}: {text}" for line, text in texts if looks_like_words.search(text)]


NO_WORDS = (
    "dictate edit",
    "dictate listen ",
    "dictate profile ",
    "install languages",
    "NAME https://…",
    "voiceapp.cli.",
    "tools.permissions.",
)
"""What is typed, or asked of the running app, and a name of a module or a setting."""


@pytest.mark.parametrize("module", [path for path in MODULES if path.stem != "language"], ids=lambda path: path.stem)
def test_no_command_has_words_that_nobody_can_translate(module: Path) -> None:
    found = bare_texts(ast.parse(module.read_text(encoding="utf-8")))
    assert [each for each in found if not each.endswith(NO_WORDS)] == []


@pytest.mark.parametrize(
    "code",
    [
        'terminal.plain("Nothing found.")',
        'terminal.plain(f"{count} events were there")',
        'raise ValueError(f"{name} is no day: none")',
        'parser.add_argument("--json", help="print it")',
        'told = f"Restored: {name}"',
        'told = f"{count} more characters)"',
    ],
)
def test_words_that_nobody_can_translate_are_found(code: str) -> None:
    assert bare_texts(ast.parse(code))


def test_sentences_ids_and_columns_are_none_of_these() -> None:
    code = 'terminal.say(Sentence("Nothing found."))\nterminal.plain(f"{name:<10} {size} MB")\nx = "stt.where"'
    assert bare_texts(ast.parse(code)) == []


# --- as a person sees it


def _no_window(**_: object) -> int:
    return 0


def voiceapp(home: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", *arguments],
        env={**os.environ, "VOICEAPP_HOME": str(home), "QT_QPA_PLATFORM": "", **environment},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PROGRAM, check=False,
    )  # fmt: skip


def english_in(text: str) -> list[str]:
    """Sentences and phrases of ours that stand there untranslated, or as far as their first gap."""
    known = translations.read(translations.FOLDER / "voiceapp_de.ts")["app"]
    text = " ".join(text.split())
    pieces = (piece for source, german in known.items() if source != german for piece in re.split(r"\{\w+\}", source))
    return sorted({piece for piece in map(str.strip, pieces) if len(piece.split()) > 2 and piece in text})


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], CANNOT_HERE, "Hier ist kein Bildschirm."),
        (["--help"], OK, "Ohne Befehl öffnet voiceapp sein Fenster."),
        (["nonsense"], USAGE, "voiceapp: Fehler: den Befehl „nonsense“ gibt es nicht"),
        (["export", "--last"], USAGE, "voiceapp export: Fehler: es fehlt noch --to"),
        (["ask", "--engine", "foo"], USAGE, "Fehler: --engine: 'foo' gibt es nicht (zur Wahl stehen"),
        (["say", "--speed", "x", "hi"], USAGE, "Fehler: --speed: ungültig (erwartet wird float): 'x'"),
        (["say", "--speed", "9", "hi"], USAGE, "Das Tempo liegt zwischen 0,25 und 2."),
        (["record", "x.flac", "--plain=1"], USAGE, "nimmt keinen Wert, auch nicht '1'"),
        (["dictate", "--start", "--stop"], USAGE, "--stop: nicht zusammen mit --start erlaubt"),
        (["dictate", "--start"], FAILED, "voiceapp läuft nicht: Öffnen Sie es zuerst."),
        (["dictate", "--profile", "xyz"], USAGE, "Ein Profil xyz gibt es nicht. Vorhanden: Mail,"),
        (["control", "stage"], FAILED, "voiceapp läuft nicht: Öffnen Sie es zuerst."),
        (["watch"], FAILED, "voiceapp läuft nicht: Öffnen Sie es zuerst."),
        (["control", "dictate"], USAGE, "control dictate` gehört eins von diesen: toggle, start, stop,"),
        (["control", "write"], USAGE, 'control write "TEXT"` gehört ein Text, und dort darf er nicht fehlen.'),
        (["history"], NOTHING_FOUND, "Nichts gefunden."),
        (["history", "--since", "gestern"], USAGE, "„gestern“ ist kein Tag:"),
        (["history", "--deleted"], NOTHING_FOUND, "„Zuletzt gelöscht“ ist leer."),
        (["export", "--last", "--to", "-"], NOTHING_FOUND, "Dieses Gespräch gibt es nicht."),
        (["--set", "x", "history"], USAGE, "den Befehl „history“ gibt es nicht"),
        (["history", "--set", "x", "--meaning", "y"], USAGE, "--set braucht NAME=WERT, nicht „x“."),
        (["import", "nowhere.json"], FAILED, "nowhere.json ließ sich nicht lesen ("),
        (["key", "status"], NOTHING_FOUND, "https://api.openai.com/v1: kein Schlüssel"),
        (["models", "get"], USAGE, "voiceapp models get ID"),
        (["models", "export"], USAGE, "voiceapp models export ORDNER"),
        (["models", "list"], OK, "Spracherkennung Whisper tiny.en"),
        (["models", "memory"], OK, "Kein Modell ist im Speicher, weil voiceapp nicht offen ist."),
        (["doctor", "--offline"], OK, "beschreibbar, und nur Sie können sie lesen"),
        (["profiles", "copy"], USAGE, "voiceapp profiles copy NAME"),
        (["replay", "/etc/hostname"], FAILED, "Zeile 1 des Berichts ist beschädigt."),
        (["settings", "set", "sound.echo"], USAGE, "voiceapp settings set NAME WERT"),
        (["settings", "list"], OK, "Stummschalten, in jedem Programm"),
        (["settings", "set", "budget.per_day", "-1"], USAGE, "Erlaubt ist eine Zahl von 0 bis"),
        (["transcribe", "/nowhere.wav"], FAILED, "Die Datei /nowhere.wav gibt es nicht."),
        (["vocabulary"], OK, "Der Wortschatz ist leer."),
        (["report"], OK, "Er enthält, was geschah, als voiceapp zuletzt lief"),
    ],
)
def test_a_german_reads_german_with_the_same_exit_code(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    done = voiceapp(tmp_path, *arguments, **GERMAN)
    told = done.stdout + done.stderr
    assert said in told
    assert english_in(told) == []
    assert done.returncode == code, told
    assert voiceapp(tmp_path, *arguments, LANG="C.UTF-8").returncode == code


@pytest.mark.parametrize("arguments", [["doctor", "--offline"], ["history"], ["models"], ["settings"], ["vocabulary"]])
def test_json_is_the_same_in_every_language(arguments: list[str], tmp_path: Path) -> None:
    german, english = (voiceapp(tmp_path, *arguments, "--json", LANG=name) for name in ("de_DE.UTF-8", "C.UTF-8"))
    assert json.loads(german.stdout) == json.loads(english.stdout)


def test_a_script_that_asks_for_it_reads_english(tmp_path: Path) -> None:
    """Whatever the person has chosen."""
    assert voiceapp(tmp_path, "settings", "set", "appearance.language", "de").returncode == OK
    assert "Nichts gefunden." in voiceapp(tmp_path, "history").stderr
    assert "Nothing found." in voiceapp(tmp_path, "history", LC_ALL="C", **GERMAN).stderr


def test_what_the_running_app_refuses_is_told_in_the_language_of_who_asked(home: Paths) -> None:
    """The app doesn't know who calls, so it answers with data."""
    lock = InstanceLock(home.data)
    assert lock.acquire()
    commands = RunningAppCommands(cast("ControlsDictation", None), lambda: home.log_file)
    commands.open(home.state, lock.say_address, dictating=False)
    try:
        here = Path(os.environ["VOICEAPP_HOME"])
        german = voiceapp(here, "dictate", "--start", **GERMAN)
        assert german.stderr == (
            "voiceapp läuft in einem Terminal: Beenden Sie es dort, und öffnen Sie zum Diktieren das Fenster.\n"
        )
        english = voiceapp(here, "dictate", "--start", LC_ALL="C")
        assert english.stderr == "voiceapp runs in a terminal: end it there, and open its window to dictate.\n"
        assert german.returncode == english.returncode == FAILED
    finally:
        commands.close()
        lock.release()


def test_the_command_line_returns_to_english_with_its_person(
    german: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_no_window, ["history"]) == NOTHING_FOUND
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert main(_no_window, ["history"]) == NOTHING_FOUND
    assert capsys.readouterr().err == "Nichts gefunden.\nNothing found.\n"

"""Gathers every text that a person reads into assets/i18n/*.ts, and compiles what is translated to *.qm.

Run it after changing a text: `.venv/bin/python scripts/translations.py`. With --check it changes nothing, and fails
when a text is missing or not translated.
"""

import ast
import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "assets" / "i18n"
LANGUAGES = ("de",)

WRITTEN_IN = (
    "core",
    "engines",
    "openai",
    "audio",
    "local",
    "websocket",
    "storage/repair.py",
    "storage/disk_trouble.py",
    "storage/writer.py",
    "app",
    "checks",
    "one_off",
    "reports",
    "storage/spending.py",
    "storage/unsaved.py",
    "ipc",
    "desktop/keys",
    "desktop/text_output",
    "runtime/dictation_runner.py",
    "runtime/lasting_session.py",
    "runtime/latest_state.py",
    "runtime/session.py",
    "settings/endpoints.py",
    "settings/proxies.py",
    "settings/secrets.py",
    "desktop/x11/connection.py",
)
"""Where sentences arise that the window shows."""
NOT_SHOWN = frozenset(
    {
        "ipc/commands.py",
        "checks/checkup.py",
        "one_off/terminal_services.py",
        "ipc/dictation_commands.py",
        "reports/last_run.py",
        "local/model_packages.py",
        "one_off/sound_files.py",
        "core/dictation/tidying.py",
        "core/text/speakable.py",
        "core/talk/tool_arguments.py",
        "local/quick_answers.py",
    }
)
"""In the window, that is: terminals and models get these."""
FOR_MODELS = (
    "Give this conversation",
    "Hello. This is",
    "It was given up before",
    "Read the text that",
    "Say the word",
    "That was {0}",
    "This conversation is being",
    "You are a friendly",
    "You are given words",
    "Your answer is spoken",
)
FRAGMENTS = (
    "On this machine",
    "On this machine (small model)",
    "Cascade: {0}",
    "Realtime at {0}",
    "Your voice goes to {0}, your words to {1}.",
    "Your voice and words go to {0}.",
    "Your words go to {0}.",
    "The answer's words go to {0}.",
    "recogniser",
    "language model",
    "voice",
    "crashed; it is loaded again",
    "failed at this",
    "crashed several times: choose another one",
    "takes too long to load",
    "ended while it was loading",
    "was ended",
    "today",
    "this month",
    "until midnight",
    "until the month ends",
    "today's",
    "this month's",
    "choose {0}",
    "choose another one",
    "choose another one in the settings",
    "{0} answers instead",
)
"""Of sentences that are put together from pieces."""
_SENTENCE = re.compile(r"(?=.*[A-Za-z]{3})(?:[A-Z]|\{0\})[^\n]{10,}[.!?]")

Texts = dict[str, dict[str, None]]
"""For each context, its texts in the order in which they were found."""


def gathered() -> Texts:
    texts: Texts = {"window": {}, "app": {}}
    for path in sorted((ROOT / "voiceapp" / "gui").rglob("*.py")):
        texts["window"].update(dict.fromkeys(constants(path, "tr", 0)))
    texts["app"].update(dict.fromkeys(of_settings()))
    texts["app"].update(dict.fromkeys(of_formats()))
    texts["app"].update(dict.fromkeys(of_keys()))
    for path in sorted((ROOT / "voiceapp" / "app").glob("*.py")):
        texts["app"].update(dict.fromkeys(constants(path, "Probe", 1)))
    texts["app"].update(dict.fromkeys(FRAGMENTS))
    texts["app"].update(dict.fromkeys(of_tools()))
    for place in WRITTEN_IN:
        path = ROOT / "voiceapp" / place
        for each in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if each.relative_to(ROOT / "voiceapp").as_posix() not in NOT_SHOWN:
                texts["app"].update(dict.fromkeys(sentences(each)))
    return texts


def patterns(texts: Texts) -> list[str]:
    """Texts of the app in which names and numbers are to be filled in."""
    return [text for text in texts["app"] if "{0}" in text]


def sentences(path: Path) -> Iterator[str]:
    """What is written there for a person: whole sentences, with {0} for what is filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _read_by_people(tree):
        text = _with_gaps(node)
        if _SENTENCE.fullmatch(text) and not text.startswith(FOR_MODELS):
            yield text


def _read_by_people(node: ast.AST) -> Iterator[ast.expr]:
    """All texts but docstrings, and those of the log and of errors that only programmers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant | ast.JoinedStr):
            yield child
        elif (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)) or (
            isinstance(child, ast.Call) and _for_programmers(child.func)
        ):
            continue
        else:
            yield from _read_by_people(child)


def _for_programmers(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(value=ast.Name(id="log")):
            return True
        case ast.Name(id=name):
            return name in {"ValueError", "TypeError", "RuntimeError", "AssertionError", "print", "Finding"}
        case _:
            return False


def _with_gaps(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        gaps = itertools.count()
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{{next(gaps)}}}" for part in node.values
        )
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def constants(path: Path, function: str, place: int) -> Iterator[str]:
    """Texts that are written out as that argument of a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function):
            continue
        if len(node.args) > place:
            yield from _texts_in(node.args[place])


def _texts_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts_in(node.body)
        yield from _texts_in(node.orelse)


def of_settings() -> Iterator[str]:
    from voiceapp.settings.kinds import ChoiceKind, Number, Order, TableKind, Whole
    from voiceapp.settings.model import Settings

    for row in Settings().rows():
        yield row.group.page
        yield row.group.title
        yield row.label
        yield row.help
        kind = row.kind
        if isinstance(kind, ChoiceKind | Order | TableKind):
            yield from (kind.choices or {}).values()
        elif isinstance(kind, Number | Whole):
            yield from (each for each in (kind.unit, kind.zero_means) if each)


def of_formats() -> Iterator[str]:
    from voiceapp.app.export_service import formats

    yield from (each.label for each in formats())


def of_tools() -> Iterator[str]:
    from voiceapp.core.wishes import title_of_tool
    from voiceapp.tools import TOOLS

    yield from sorted(title_of_tool(tool.name) for tool in TOOLS)


def of_keys() -> Iterator[str]:
    from voiceapp.settings.secrets import KeySource

    yield from (each.value for each in KeySource)


# --- the file


def read(path: Path) -> dict[str, dict[str, str]]:
    """What is translated so far."""
    found: dict[str, dict[str, str]] = {}
    if path.exists():
        for context in ET.parse(path).getroot().iter("context"):
            name = context.findtext("name") or ""
            for message in context.iter("message"):
                found.setdefault(name, {})[message.findtext("source") or ""] = message.findtext("translation") or ""
    return found


def write(path: Path, language: str, texts: Texts, known: Mapping[str, Mapping[str, str]]) -> None:
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, sources in texts.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sorted(sources):
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source
            translated = known.get(name, {}).get(source, "")
            translation = ET.SubElement(message, "translation", {} if translated else {"type": "unfinished"})
            translation.text = translated
    ET.indent(root, " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n",
        encoding="utf-8",
    )


def missing(language: str) -> list[str]:
    known = read(FOLDER / f"voiceapp_{language}.ts")
    return [
        f"{context}: {source}"
        for context, sources in gathered().items()
        for source in sources
        if not known.get(context, {}).get(source)
    ]


def main() -> int:
    left: list[str] = []
    for language in LANGUAGES:
        path = FOLDER / f"voiceapp_{language}.ts"
        if "--check" not in sys.argv:
            write(path, language, gathered(), read(path))
            (FOLDER / "patterns.txt").write_text(
                "".join(f"{each}\n" for each in patterns(gathered())), encoding="utf-8"
            )
            release = Path(sys.executable).parent / "pyside6-lrelease"
            done = subprocess.run([release, "-silent", path, "-qm", path.with_suffix(".qm")], check=False)
            if done.returncode:
                return done.returncode
        left += missing(language)
    print("\n".join(left) or "Everything is translated.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

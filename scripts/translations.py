"""Gathers every text that a person reads into assets/i18n/*.ts, and compiles what is translated: to *.qm for the window,
to *.json for the terminal and for files.

Run it after changing a text: `.venv/bin/python scripts/translations.py`. With --check it changes nothing, and fails
when a text is missing or not translated.
"""

import ast
import json
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

NOT_MADE_OF_WORDS = re.compile(r"(?:\{\w+\}|[^\w{])*")
"""A template that only puts others together: it is the same in every language."""

Texts = dict[str, dict[str, None]]
"""For each context, its texts in the order in which they were found."""


def gathered() -> Texts:
    texts: Texts = {"window": {}, "app": {}}
    for path in sorted((ROOT / "voiceapp" / "gui").rglob("*.py")):
        texts["window"].update(dict.fromkeys(constants(path, "tr", 0)))
    texts["app"].update(dict.fromkeys(of_settings()))
    texts["app"].update(dict.fromkeys(of_formats()))
    texts["app"].update(dict.fromkeys(of_tools()))
    texts["app"].update(dict.fromkeys(of_the_terminal()))
    for path in sorted((ROOT / "voiceapp").rglob("*.py")):
        texts["app"].update(dict.fromkeys(template for template, _, _ in sentences(path) if is_made_of_words(template)))
    return texts


def sentences(path: Path) -> Iterator[tuple[str, frozenset[str], int]]:
    """What is written there for a person: each template, the names of its arguments, and its line.

    Raises ValueError where a template is not written out: nobody could translate it.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sentence"):
            continue
        match node.args:
            case [ast.Constant(value=str(template))] if all(each.arg for each in node.keywords):
                yield template, frozenset(each.arg for each in node.keywords if each.arg), node.lineno
            case _:
                raise ValueError(f"{path}, line {node.lineno}: a sentence's template must stand there, written out")


def is_made_of_words(template: str) -> bool:
    return NOT_MADE_OF_WORDS.fullmatch(template) is None


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
    from voiceapp.settings.kinds import ChoiceKind, NumberKind, OrderKind, TableKind, WholeNumberKind
    from voiceapp.settings.model import Settings

    for row in Settings().rows():
        yield row.group.title
        yield row.label
        yield row.help
        kind = row.kind
        if isinstance(kind, ChoiceKind | OrderKind | TableKind):
            yield from (kind.choices or {}).values()
        elif isinstance(kind, NumberKind | WholeNumberKind):
            yield from (each for each in (kind.unit, kind.zero_means) if each)


def of_formats() -> Iterator[str]:
    from voiceapp.exports import FORMATS

    yield from (each.format.label for each in FORMATS.values())


def of_tools() -> Iterator[str]:
    from voiceapp.core.wishes import title_of_tool
    from voiceapp.tools import TOOLS

    yield from sorted(title_of_tool(tool.name) for tool in TOOLS)


def of_the_terminal() -> Iterator[str]:
    from voiceapp.cli.language import PARSER_WORDS
    from voiceapp.settings.text_language import FORMS

    yield from PARSER_WORDS
    yield from FORMS


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


def compiled_for_text(language: str) -> str:
    """What the terminal reads: each text of the app with its translation, a line each."""
    known = {source: text for source, text in read(FOLDER / f"voiceapp_{language}.ts")["app"].items() if text}
    return json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


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
            release = Path(sys.executable).parent / "pyside6-lrelease"
            done = subprocess.run([release, "-silent", path, "-qm", path.with_suffix(".qm")], check=False)
            if done.returncode:
                return done.returncode
            path.with_suffix(".json").write_text(compiled_for_text(language), encoding="utf-8")
        left += missing(language)
    print("\n".join(left) or "Everything is translated.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

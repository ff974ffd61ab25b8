"""Keeps the parts of a written answer that can be said aloud: no markup, no code, no addresses letter by letter."""

import re
import unicodedata

from voiceapp.core.text.citations import without_citations

_FENCE = re.compile(r"```([\w+#.-]*)[^\n]*\n(.*?)(?:```|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)[^)]*\)")
_BARE_LINK = re.compile(r"<?\b(?:https?://|www\.)([^\s<>)\]]+)>?")
_MAIL = re.compile(r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)\b")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_QUOTE = re.compile(r"^\s{0,3}>\s?", re.MULTILINE)
_BULLET = re.compile(r"^\s*[-*+•]\s+(?:\[[ xX]\]\s+)?", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*$", re.MULTILINE
)
_STRONG = re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_INLINE_CODE = re.compile(r"`+([^`\n]+)`+")
_TABLE_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_SPACES = re.compile(r"[ \t]+")
_EDGES = re.compile(r"^[\s`]+|[\s`]+$")
_BREAKS = re.compile(r"\s*\n\s*")
_SPEAKABLE_CODE = 40
"""The most characters of inline code that are still said."""
_PUNCTUATED = ".!?…:;,。！？"

_CODE = {"de": "Der Code steht im Text.", "en": "The code is in the text."}
_SIGNS = {
    "en": (("&", " and "), ("%", " percent"), ("→", " to "), ("≈", " about "), ("≠", " is not "), ("×", " times ")),
    "de": (("&", " und "), ("%", " Prozent"), ("→", " nach "), ("≈", " etwa "), ("≠", " ist nicht "), ("×", " mal ")),
}


def speakable(text: str, language: str = "en") -> str:
    """The words to say; empty if nothing of it can be said."""
    language = language if language in _CODE else "en"
    said = _FENCE.sub(lambda _: f"\n{_CODE[language]}\n", text)
    said = _IMAGE.sub(r"\1", without_citations(said))
    said = _LINK.sub(_link, said)
    said = _BARE_LINK.sub(lambda match: _site(match.group(1)), said)
    said = _MAIL.sub(lambda match: f"{match.group(1)} at {match.group(2)}", said)
    said = _TAG.sub(" ", said)
    said = _RULE.sub("", said)
    for pattern in (_HEADING, _QUOTE, _BULLET):
        said = pattern.sub("", said)
    said = _TABLE_ROW.sub(lambda match: ", ".join(cell.strip() for cell in match.group(1).split("|")), said)
    said = _STRONG.sub(r"\2", _STRONG.sub(r"\2", said))
    said = _EMPHASIS.sub(r"\2", said)
    said = _INLINE_CODE.sub(lambda match: match.group(1) if len(match.group(1)) <= _SPEAKABLE_CODE else "", said)
    for sign, word in _SIGNS[language]:
        said = said.replace(sign, word)
    said = "".join(char for char in said if not _silent(char))
    said = _SPACES.sub(" ", said)
    lines = [line.strip() for line in _BREAKS.split(said)]
    whole = " ".join(_ended(line) for line in lines[:-1] if line) + " " + lines[-1]
    whole = _EDGES.sub("", _SPACES.sub(" ", whole))
    return whole if any(char.isalnum() for char in whole) else ""


def _ended(line: str) -> str:
    """The lines of a list are said with a pause after each."""
    return line if line[-1:] in _PUNCTUATED else f"{line}."


def _link(match: re.Match[str]) -> str:
    words = match.group(1).strip()
    return _site(words.split("//", 1)[-1]) if words.startswith(("http:", "https:")) else words


def _site(address: str) -> str:
    """Returns only the host of an address, because only that is worth saying."""
    host = address.split("/", 1)[0].removeprefix("www.").rstrip(".,;:!?")
    ending = address[-1:] if address[-1:] in ".,;!?" else ""
    return host + ending


def _silent(char: str) -> bool:
    """Emoji and the like, which voices either skip or spell out."""
    if char in "\n\t" or ord(char) < 0x2000:
        return unicodedata.category(char) == "Cc" and char not in "\n\t"
    return unicodedata.category(char) in {"So", "Sk", "Cs", "Co", "Cn", "Cf"} and char not in "°€"

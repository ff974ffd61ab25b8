"""Fits spaces and capitals to what stands before and after the cursor."""

import unicodedata

from voiceapp.core.dictation.languages import TABLES

_NO_SPACE_BEFORE = ".,;:!?…)]}”»’%/"
_NO_SPACE_AFTER = "([{“„«‚‘/@#\\_"
_ENDS = ".!?…:"


def fit(text: str, before: str | None, after: str | None = None, language: str = "en") -> str:
    """The text as it is to be inserted between the two. None: what is there is unknown, and nothing is assumed."""
    if not text:
        return text
    if before is not None and before:
        text = _fit_start(text, before, language)
    if after:
        text = _fit_end(text, after)
    return text


def _fit_start(text: str, before: str, language: str) -> str:
    line = before.rpartition("\n")[2]
    standing = line.rstrip()
    if standing and standing.rstrip("\"”“»’')]")[-1:] not in tuple(_ENDS):
        text = _small(text, language)
    return f" {text}" if needs_space(before, text) else text


def needs_space(before: str, text: str) -> bool:
    last, first = before[-1:], text[:1]
    if not last or last.isspace() or first.isspace() or not first:
        return False
    if first in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER:
        return False
    return not (_unspaced(last) and _unspaced(first))


def _unspaced(letter: str) -> bool:
    """Scripts that put no spaces between words."""
    name = unicodedata.name(letter, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "IDEOGRAPHIC"))


def _small(text: str, language: str) -> str:
    """In the middle of a sentence the first word is written small unless it is a name."""
    table = TABLES.get(language)
    word = text.split(maxsplit=1)[0].strip(".,;:!?…") if text.split() else ""
    if table is not None and word.casefold() in table.small and not (len(word) > 1 and word.isupper()):
        return text if word == "I" else text[:1].lower() + text[1:]
    return text


def _fit_end(text: str, after: str) -> str:
    """Removes the recogniser's full stop where a sentence goes on after the cursor."""
    rest = after.lstrip(" ")
    if rest[:1].islower() or rest[:1] in tuple(",;.!?)"):
        text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return f"{text} " if needs_space(text, after) and after[:1].isalnum() else text

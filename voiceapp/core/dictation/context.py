"""Decides what else of a person's screen the models are told beside the dictated words, and how it is put to them.

It is data of strangers: a web page, a mail or a copied text. So it is cut, cleaned and fenced before a model reads it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.sentence import Sentence, listed
from voiceapp.core.text.clean_text import clean, in_one_line

LONGEST = 600
"""Characters of each kind that are told."""
_LOOKED_AT = 4 * LONGEST
MOST_NAMES = 30
_FENCE = re.compile(r"<\s*/?\s*(?:title|before|selection|clipboard|context)\b[^>]*>?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.+#-]*[\w+#]")
_PRIVATE = (
    "private browsing", "privates fenster", "privater modus", "incognito", "inkognito", "inprivate", "tor browser",
)  # fmt: skip
_KIND_WORDS = {
    ContextKind.TITLE: Sentence("the window title"),
    ContextKind.BEFORE: Sentence("the text before the cursor"),
    ContextKind.SELECTION: Sentence("the selected text"),
    ContextKind.CLIPBOARD: Sentence("the clipboard"),
}


@dataclass(frozen=True, slots=True)
class DictationContext:
    """Holds what was read, which nobody has checked. Empty: nothing was, or it was not wanted."""

    title: str = field(default="", repr=False)
    before: str = field(default="", repr=False)
    selection: str = field(default="", repr=False)
    clipboard: str = field(default="", repr=False)

    def only(self, kinds: Collection[ContextKind]) -> "DictationContext":
        """Returns what is of these kinds."""
        return DictationContext(
            title=self.title if ContextKind.TITLE in kinds else "",
            before=self.before if ContextKind.BEFORE in kinds else "",
            selection=self.selection if ContextKind.SELECTION in kinds else "",
            clipboard=self.clipboard if ContextKind.CLIPBOARD in kinds else "",
        )

    def told(self) -> str:
        """Returns it for a language model: cleaned, cut, and each kind between marks that it cannot forge."""
        return "\n".join(
            f"<{name}>{text}</{name}>"
            for name, text in (
                ("title", _tame(self.title)),
                ("before", _tame(self.before, end=True)),
                ("selection", _tame(self.selection)),
                ("clipboard", _tame(self.clipboard)),
            )
            if text
        )

    def words_before(self) -> str:
        """Returns the words before the cursor, for a recogniser."""
        return _tame(self.before, end=True)

    def names(self) -> tuple[str, ...]:
        """Returns the names and terms in it, whose spelling helps a recogniser."""
        text = " . ".join(_tame(each) for each in (self.title, self.before, self.selection, self.clipboard))
        found = (each.group() for each in _NAME.finditer(text) if _is_name(each, text))
        return tuple(dict.fromkeys(found))[:MOST_NAMES]


def _tame(text: str, *, end: bool = False) -> str:
    text = text.strip()
    # A long text could hold so many marks within marks that removing them takes forever.
    text = text[-_LOOKED_AT:] if end else text[:_LOOKED_AT]
    plain = in_one_line(clean(text)).strip()
    # Taking one mark out may put another together.
    while (without := _FENCE.sub("", plain)) != plain:
        plain = without
    return plain[-LONGEST:] if end else plain[:LONGEST]


def _is_name(found: re.Match[str], text: str) -> bool:
    """Says whether the word is written like a name: with a capital inside a sentence, or with more than letters."""
    word = found.group()
    if any(letter.isupper() for letter in word[1:]) or any(letter.isdigit() or letter in "_+#" for letter in word):
        return len(word) <= 40
    before = text[: found.start()].rstrip()
    return word[:1].isupper() and len(word) > 2 and bool(before) and before[-1:] not in '.!?:"“„«(<>'


def is_private(title: str) -> bool:
    """Says whether this is the window of a browser that is to remember nothing."""
    return any(mark in title.casefold() for mark in _PRIVATE)


def kind_words(kinds: tuple[ContextKind, ...]) -> Sentence:
    """Returns what these are, for people. There is at least one."""
    *most, last = (_KIND_WORDS[kind] for kind in kinds)
    return Sentence("{first} and {last}", first=listed(*most), last=last) if most else last

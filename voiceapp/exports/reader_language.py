"""Writes the app's own words in files, in the language of the reader.

Needs no window, because it reads the translation files directly.
"""

from datetime import date
from functools import lru_cache

from voiceapp.core.sentence import ENGLISH, Dollars, English
from voiceapp.settings.assets import asset
from voiceapp.settings.model import page_title

CONTEXT = "app"


class German(English):
    """German, from the window's translations."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates

    def template(self, template: str) -> str:
        return self._templates.get(template) or template

    def number(self, number: float) -> str:
        return super().number(number).replace(".", ",")

    def day(self, day: date) -> str:
        return f"{day:%d.%m.%Y}"

    def dollars(self, amount: Dollars) -> str:
        return f"{super().dollars(amount)[1:].translate(_SWAPPED)} $"

    def size(self, count: int) -> str:
        return super().size(count).replace(".", ",")

    def place(self, key: str) -> str:
        return self.template(page_title(key))


_SWAPPED = str.maketrans(",.", ".,")
_LANGUAGES = {"de": German}


@lru_cache
def reader_language(name: str) -> English:
    """`name`: a code such as "de". English if there is no such language."""
    made = _LANGUAGES.get(name)
    return made(_templates(name)) if made is not None else ENGLISH


def _templates(name: str) -> dict[str, str]:
    import xml.etree.ElementTree as ET  # noqa: PLC0415  (only for a document in another language than English)

    root = ET.parse(asset(f"i18n/voiceapp_{name}.ts")).getroot()  # noqa: S314  (comes with the app)
    messages = (message for each in root.iter("context") if each.findtext("name") == CONTEXT for message in each)
    return {message.findtext("source", ""): message.findtext("translation", "") for message in messages}

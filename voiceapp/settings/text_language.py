"""Writes the app's own words in a person's language where no window does it: in the terminal and in files."""

from datetime import date
from functools import lru_cache

from voiceapp.core.sentence import ENGLISH, Dollars, English
from voiceapp.settings.assets import asset

NUMBER, DAY, MONEY = FORMS = ("1,234.5", "{year}-{month}-{day}", "${amount}")
"""How numbers, days and dollars are written. A translation of them says how another language does it."""


class TextLanguage(English):
    """Another language than English, from the translations that come with the app."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates
        written = self.template(NUMBER)
        self._marks = str.maketrans({",": written[1], ".": written[-2]})

    def template(self, template: str) -> str:
        return self._templates.get(template) or template

    def number(self, number: float) -> str:
        return super().number(number).translate(self._marks)

    def day(self, day: date) -> str:
        return self.template(DAY).format(year=day.year, month=f"{day:%m}", day=f"{day:%d}")

    def dollars(self, amount: Dollars) -> str:
        written = super().dollars(amount).removeprefix("$").translate(self._marks)
        return self.template(MONEY).format(amount=written)

    def size(self, count: int) -> str:
        return super().size(count).translate(self._marks)

    def place(self, key: str) -> str:
        from voiceapp.settings.model import page_title  # noqa: PLC0415  (few sentences name a page of the settings)

        return self.template(page_title(key))


def text_languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are: English, and those with a file of translations."""
    return ("en", *sorted(path.stem.removeprefix("voiceapp_") for path in asset("i18n").glob("voiceapp_*.json")))


@lru_cache
def text_language(name: str) -> English:
    """`name`: a code such as "de". English if there is no such language."""
    import json  # noqa: PLC0415  (only for another language than English)

    try:
        return TextLanguage(json.loads(asset(f"i18n/voiceapp_{name}.json").read_bytes()))
    except OSError:
        return ENGLISH

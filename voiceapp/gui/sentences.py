"""Renders the app's sentences in the person's language."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import ENGLISH, Dollars, Sentence, render
from voiceapp.settings.model import page_title

CONTEXT = "app"
GIGABYTE = 1_000_000_000


class _WindowLanguage:
    """Meets `core.sentence.FrontLanguage`: the installed translations, and numbers and days as the locale writes them."""

    def template(self, template: str) -> str:
        return QCoreApplication.translate(CONTEXT, template)

    def number(self, number: float) -> str:
        return QLocale().toString(number)

    def day(self, day: date) -> str:
        form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        form = form if "yyyy" in form else form.replace("yy", "yyyy")
        return QLocale().toString(QDate(day.year, day.month, day.day), form)

    def dollars(self, amount: Dollars) -> str:
        if QLocale().language() is QLocale.Language.C:
            return ENGLISH.dollars(amount)  # the locale cannot write it
        return QLocale().toCurrencyString(float(amount.amount), "$", amount.digits)

    def size(self, count: int) -> str:
        return size_words(count)

    def place(self, key: str) -> str:
        return self.template(page_title(key))


_LANGUAGE = _WindowLanguage()


def size_words(count: int) -> str:
    """Return a count of bytes as sizes are written everywhere in the window."""
    digits = 1 if count >= GIGABYTE else 0
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def in_words(told: Sentence | Failure | None) -> str:
    """Return a sentence as the window shows it; empty for nothing."""
    if isinstance(told, Failure):
        told = told.sentence
    return "" if told is None else render(told, _LANGUAGE)

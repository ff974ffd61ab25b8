"""Says in words what a model is and how far it has come, in the person's language."""

from collections.abc import Iterable

from voiceapp.core import languages
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.words import tr

NAMED = 3
"""The most languages that a card names."""


def part_title(part: str) -> str:
    match part:
        case "ears":
            return tr("Recogniser")
        case "brain":
            return tr("Language model")
        case "voice":
            return tr("Voice")
        case "meaning":
            return tr("Search by meaning")
        case "speakers":
            return tr("Who spoke")
        case other:
            return other


def language_name(code: str) -> str:
    """Return a language's name. One without a name here keeps its code."""
    # As the language of the window, English is called so in every language.
    return tr("English") if code == "en" else in_words(languages.language_name(code))


def facts(card: ModelCard) -> str:
    """Return its size, languages and licence in one line."""
    known = (size_words(card.bytes) if card.bytes else "", _languages(card.languages), card.licence)
    return " · ".join(each for each in known if each)


def all_languages(card: ModelCard) -> str:
    """Return the languages where the card only counts them. Empty if it names them."""
    return _named(card.languages) if len(card.languages) > NAMED else ""


def _languages(codes: tuple[str, ...]) -> str:
    if not codes:
        return tr("many languages")
    return _named(codes) if len(codes) <= NAMED else tr("{0} languages").format(len(codes))


def _named(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def state_words(card: ModelCard) -> str:
    """Return what stands beside a model's name. Empty for one that isn't here."""
    match card.state:
        case ModelState.IN_USE:
            return tr("in use")
        case ModelState.HERE:
            return tr("built in") if card.built_in else tr("on this device")
        case ModelState.WAITING:
            return tr("waiting")
        case ModelState.FETCHING:
            return tr("downloading")
        case ModelState.PAUSED:
            return tr("paused")
        case ModelState.BROKEN:
            return tr("damaged")
        case ModelState.ABSENT:
            return ""


def progress_words(card: ModelCard) -> str:
    """Return how much has come, and how long the rest takes if that's known."""
    came = tr("{0} of {1}").format(size_words(card.done), size_words(card.bytes))
    if card.state is not ModelState.FETCHING or card.seconds_left is None:
        return came
    return f"{came} · {time_left(card.seconds_left)}"


def time_left(seconds: float) -> str:
    """Return a time in minutes, because seconds jump about."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return tr("less than a minute left")
    if minutes < 60:
        return tr("{0} min left").format(minutes)
    return tr("{0} h {1} min left").format(minutes // 60, minutes % 60)

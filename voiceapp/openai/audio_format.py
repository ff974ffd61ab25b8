"""Tells by its first bytes what a speech server's answer holds: samples, a file, or no sound at all. Pure.

Servers send what they like and label it as they like, such as a file where samples were asked for, or an error as
sound. So the declared type only decides the layout of bare samples; whether they are samples is judged from the bytes.
"""

import re
from dataclasses import dataclass
from enum import Enum

from voiceapp.audio.raw_samples import RawLayout
from voiceapp.core.pcm import WIRE

LOOKED_AT = 64
"""Bytes, about a thousandth of a second of speech."""
LONGEST_HEAD = 1 << 16
"""A WAV file whose samples begin later than this is read as a whole."""
_FILES = (
    b"RIFF",
    b"RF64",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"FORM",
    b"caff",
    b".snd",
    b"\x1aE\xdf\xa3",
    b"\x1f\x8b",
    b"PK\x03\x04",
)
"""Includes formats that cannot be decoded here, because trying to decode gives an error while playing gives noise."""
_SYNC = 0xFFE0
_BIT_RATES = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second, by MPEG version and layer as a frame's head writes them."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_PARAMETER = re.compile(r"(rate|channels|codec)\s*=\s*\"?([\w-]+)")
_RATE_RANGE = range(4_000, 384_001)
_MOST_CHANNELS = 8


class SoundFormat(Enum):
    FILE = "file"
    NO_SOUND = "no sound"


def bytes_needed(head: bytes) -> int:
    """Bytes that `format_of` needs to see of an answer that begins like this."""
    frame = _frame_length(head)
    return frame + 3 if frame else LOOKED_AT


def format_of(head: bytes, content_type: str) -> RawLayout | SoundFormat:
    """Tells what kind of answer begins like this. If there is less than `bytes_needed`, that is the whole answer."""
    if not head:
        return SoundFormat.NO_SOUND
    if head.startswith(_FILES) or head[4:8] == b"ftyp" or _is_framed(head):
        return SoundFormat.FILE
    said = content_type.lower().partition(";")[0].strip()
    if said.startswith("text/") or "json" in said or "html" in said or "xml" in said or _is_text(head[:LOOKED_AT]):
        return SoundFormat.NO_SOUND
    return _raw(said, dict(_PARAMETER.findall(content_type.lower())))


def _raw(said: str, parameters: dict[str, str]) -> RawLayout:
    return RawLayout(
        _number(parameters.get("rate", ""), _RATE_RANGE, WIRE.rate),
        _number(parameters.get("channels", ""), range(1, _MOST_CHANNELS + 1), 1),
        # RFC 2586 has it in network order. Google labels its own L16 with "codec=pcm" and means little-endian.
        big_endian=said == "audio/l16" and parameters.get("codec") != "pcm",
    )


def _number(text: str, allowed: range, otherwise: int) -> int:
    value = int(text) if text.isdecimal() and len(text) < 9 else 0
    return value if value in allowed else otherwise


def _is_text(head: bytes) -> bool:
    """Says whether this is text. Samples of speech are never all letters, and silence is zeros."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character may be cut off at the end of the bytes seen.
        text = head[: error.start].decode("utf-8") if error.start >= len(head) - 3 else "\0"
    return bool(text) and all(sign.isprintable() or sign in "\r\n\t\ufeff" for sign in text)


# --- MPEG's frames: two in a row are no coincidence


def _is_framed(head: bytes) -> bool:
    length = _frame_length(head)
    if not length:
        return False
    after = head[length : length + 2]
    return not after or (len(after) == 2 and _begins_frame(after))


def _begins_frame(head: bytes) -> bool:
    return len(head) >= 2 and int.from_bytes(head[:2], "big") & _SYNC == _SYNC


def _frame_length(head: bytes) -> int:
    """Bytes of the MP3 or AAC frame that begins here; 0 if none does."""
    if len(head) < 6 or not _begins_frame(head):
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        # AAC has one more bit in its mark, and the length is in the head.
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        return length if head[1] & 0xF0 == 0xF0 and length > 7 else 0
    bits = _BIT_RATES.get((3 if version == 3 else 2, layer if version == 3 else 1), ())
    place, rate = head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or rate == 3 or not 0 < place < len(bits):
        return 0
    samples = 72 if layer == 1 and version != 3 else 144
    return samples * bits[place] * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)


# --- WAV: its samples can be played as they come


@dataclass(frozen=True, slots=True)
class WavHead:
    raw: RawLayout
    begins: int
    """Where in the answer the samples begin."""
    size: int | None
    """Bytes of samples, or None if the writer did not know yet."""


def wav_head(head: bytes) -> WavHead | SoundFormat | None:
    """Reads the head of a file with plain 16-bit samples. Returns FILE for any other file, which is read as a whole,
    and None if more bytes are needed.
    """
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return SoundFormat.FILE
    place, raw = 12, None
    while place + 24 <= len(head):
        name, size = head[place : place + 4], int.from_bytes(head[place + 4 : place + 8], "little")
        place += 8
        if name == b"fmt ":
            raw = _plain(head[place : place + 16])
        if name == b"data" or (name == b"fmt " and raw is None):
            # Streams are written with all ones for their size, or with nothing yet.
            return WavHead(raw, place, size if 0 < size < 0x7FFF0000 else None) if raw is not None else SoundFormat.FILE
        place += size + size % 2
    return None if place < LONGEST_HEAD else SoundFormat.FILE


def _plain(form: bytes) -> RawLayout | None:
    kind, channels = int.from_bytes(form[:2], "little"), int.from_bytes(form[2:4], "little")
    rate, bits = int.from_bytes(form[4:8], "little"), int.from_bytes(form[14:16], "little")
    extensible = 0xFFFE
    if kind not in (1, extensible) or bits != 16 or not 1 <= channels <= _MOST_CHANNELS or rate not in _RATE_RANGE:
        return None
    return RawLayout(rate, channels)

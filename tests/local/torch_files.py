"""Files as torch saved them before it had archives, put together by hand: the program, and the numbers behind it."""

import struct
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
HEAD = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."
PROTOCOL = b"\x80\x02M\xe9\x03."


def text(words: str) -> bytes:
    return b"X" + struct.pack("<I", len(words)) + words.encode()


def number(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)


def numbers(values: Sequence[int]) -> bytes:
    return b"(" + b"".join(map(number, values)) + b"t"


def tensor(key: str, count: int, start: int, shape: Sequence[int], strides: Sequence[int] | None = None) -> bytes:
    in_a_row = [int(np.prod(shape[place + 1 :])) for place in range(len(shape))]
    storage = (
        b"(" + text("storage") + b"ctorch\nFloatStorage\n" + text(key) + text("cuda:0") + number(count) + b"Nt" + b"Q"
    )
    hooks = b"ccollections\nOrderedDict\n)R"
    made = number(start) + numbers(shape) + numbers(strides or in_a_row) + b"\x89" + hooks
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + made + b"tR"


def dictionary(values: Mapping[str, bytes]) -> bytes:
    return b"}(" + b"".join(text(name) + value for name, value in values.items()) + b"u"


def program(value: bytes) -> bytes:
    return b"\x80\x02" + value + b"."


def system(*, little: bool = True) -> bytes:
    return program(dictionary({"little_endian": b"\x88" if little else b"\x89"}))


def file_of(tensors: Mapping[str, Floats], *, instead: bytes | None = None) -> bytes:
    """A whole file, all of whose tensors share one storage. `instead`: another program than the one that it needs."""
    count = sum(each.size for each in tensors.values())
    parts: dict[str, bytes] = {}
    start = 0
    for name, each in tensors.items():
        parts[name] = tensor("1", count, start, each.shape)
        start += each.size
    whole = program(dictionary({"step": number(7), "model_state": dictionary(parts)}))
    keys = program(b"](" + text("1") + b"e")
    data = np.concatenate([each.ravel() for each in tensors.values()]).astype("<f4").tobytes()
    return HEAD + PROTOCOL + system() + (instead or whole) + keys + struct.pack("<q", count) + data

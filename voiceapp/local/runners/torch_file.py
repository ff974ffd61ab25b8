"""Reads the numbers in a file that torch saved in its older format, without torch and without running what it says.

Such a file is a program for pickle that may name any function. Here a few instructions are known, which only build
plain values and say where numbers lie; whatever else is in it refuses the whole file.
"""

import math
import pickletools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.float32]
MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
MOST_STEPS = 100_000
"""Instructions after which it can't be a model any more."""
MOST_NUMBERS = 64_000_000
_DICTIONARY = "collections OrderedDict"
_TENSOR = "torch._utils _rebuild_tensor_v2"
_FLOATS = "torch FloatStorage"
_KNOWN = (_DICTIONARY, _TENSOR, _FLOATS)


class OddFileError(ValueError):
    """The file is none that this can read, or says more than where its numbers lie."""


@dataclass(frozen=True, slots=True)
class _Name:
    """Stands for a function or a class that the file names. It's never looked up."""

    name: str


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    storage: _Storage
    start: int
    shape: tuple[int, ...]

    @property
    def count(self) -> int:
        return math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Says where the values of a group begin."""


def read_tensors(path: Path, part: str) -> dict[str, Weights]:
    """Return the tensors by name that are in one part of the file. Raises OddFileError, OSError."""
    with path.open("rb") as file:
        try:
            if _value(file) != MAGIC or _value(file) != PROTOCOL:
                raise OddFileError("the file begins in another way")
            if _named(_value(file)).get("little_endian") is not True:
                raise OddFileError("its numbers are kept in another way")
            named = _named(_named(_value(file)).get(part))
            keys = _listed(_value(file))
        except (ValueError, IndexError, TypeError) as error:
            raise OddFileError(str(error) or "the file is damaged") from error
        wanted = {str(name): each for name, each in named.items() if isinstance(each, _Tensor)}
        return _numbers(file, [str(key) for key in keys], wanted)


def _named(value: object) -> dict[object, object]:
    if not isinstance(value, dict):
        raise OddFileError("it lacks what is looked for")
    return cast("dict[object, object]", value)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise OddFileError("it lacks what is looked for")
    return cast("list[object]", value)


def _values(value: object) -> tuple[object, ...]:
    if not isinstance(value, tuple):
        raise OddFileError("its numbers are kept in another way")
    return cast("tuple[object, ...]", value)


def _numbers(file: BinaryIO, keys: list[str], wanted: Mapping[str, _Tensor]) -> dict[str, Weights]:
    """Read what lies behind the program: for each key a count, and so many numbers."""
    found: dict[str, Weights] = {}
    for key in keys:
        count = int.from_bytes(file.read(8), "little")
        if not 0 < count <= MOST_NUMBERS:
            raise OddFileError("the file is damaged")
        data = file.read(4 * count)
        if len(data) < 4 * count:
            raise OddFileError("the file is too short")
        numbers = np.frombuffer(data, "<f4")
        for name, tensor in wanted.items():
            if tensor.storage.key == key:
                if tensor.start + tensor.count > count:
                    raise OddFileError("it has fewer numbers than it says")
                piece = numbers[tensor.start : tensor.start + tensor.count]
                if not np.isfinite(piece).all():
                    raise OddFileError("some of its numbers are none")
                found[name] = piece.reshape(tensor.shape).copy()
    if file.read(1) or found.keys() != wanted.keys():
        raise OddFileError("its numbers are not those that it says")
    return found


def _value(file: BinaryIO) -> object:
    """Return the next value of the file, made by the instructions that are known."""
    machine = _Machine()
    for count, (step, argument, _) in enumerate(pickletools.genops(file)):
        if step.name == "STOP":
            return machine.pop()
        known = _STEPS.get(step.name)
        if known is None or count > MOST_STEPS:
            raise OddFileError(f"it says more than it may ({step.name})")
        known(machine, argument)
    raise OddFileError("the file is damaged")


class _Machine:
    """Holds the values that the instructions put down and take up."""

    def __init__(self) -> None:
        self._stack: list[object] = []
        self._kept: dict[object, object] = {}

    def push(self, value: object) -> None:
        self._stack.append(value)

    def pop(self) -> object:
        return self._stack.pop()

    def group(self) -> list[object]:
        """Take up all values of the last group."""
        found: list[object] = []
        while not isinstance(value := self.pop(), _Mark):
            found.append(value)
        return found[::-1]

    def take(self, count: int) -> tuple[object, ...]:
        return tuple(self.pop() for _ in range(count))[::-1]

    def keep(self, name: object) -> None:
        self._kept[name] = self._stack[-1]

    def bring(self, name: object) -> None:
        if name not in self._kept:
            raise OddFileError("the file is damaged")
        self.push(self._kept[name])

    def name(self, name: object) -> None:
        if name not in _KNOWN:
            raise OddFileError(f"it names what has no place there ({name})")
        self.push(_Name(str(name)))

    def add_pairs(self, pairs: list[object]) -> None:
        into = _named(self._stack[-1])
        if len(pairs) % 2:
            raise OddFileError("the file is damaged")
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            if not isinstance(key, str | int):
                raise OddFileError("the file is damaged")
            into[key] = value

    def add_values(self, values: list[object]) -> None:
        _listed(self._stack[-1]).extend(values)

    def call(self) -> None:
        """Only two calls are known: an empty dictionary, and a tensor."""
        called, arguments = self.take(2)
        if called == _Name(_DICTIONARY) and arguments == ():
            self.push({})
        elif called == _Name(_TENSOR) and isinstance(arguments, tuple):
            self.push(_tensor(cast("tuple[object, ...]", arguments)))
        else:
            raise OddFileError("it wants something to be run")

    def state(self) -> None:
        """What torch notes of a dictionary, beside what's in it, is left out."""
        self.pop()
        if not isinstance(self._stack[-1], dict):
            raise OddFileError("it wants something to be run")

    def storage(self) -> None:
        match self.pop():
            case ("storage", _Name(name="torch FloatStorage"), str(key), str(), int(count), None):
                self.push(_Storage(key, count))
            case _:
                raise OddFileError("its numbers are kept in another way")


def _tensor(arguments: tuple[object, ...]) -> _Tensor:
    match arguments:
        case (_Storage() as storage, int(start), size, stride, *_):
            sizes, strides = _values(size), _values(stride)
            shape = tuple(each for each in sizes if isinstance(each, int) and 0 < each <= MOST_NUMBERS)
            tensor = _Tensor(storage, start, shape)
            in_a_row = tuple(math.prod(shape[place + 1 :]) for place in range(len(shape)))
            if start < 0 or len(shape) != len(sizes) or strides != in_a_row:
                raise OddFileError("its numbers are kept in another way")
            return tensor
        case _:
            raise OddFileError("its numbers are kept in another way")


_STEPS: Mapping[str, Callable[[_Machine, object], None]] = {
    "PROTO": lambda _, __: None,
    "MARK": lambda machine, _: machine.push(_Mark()),
    "NONE": lambda machine, _: machine.push(None),
    "NEWTRUE": lambda machine, _: machine.push(True),
    "NEWFALSE": lambda machine, _: machine.push(False),
    "BININT": _Machine.push,
    "BININT1": _Machine.push,
    "BININT2": _Machine.push,
    "LONG1": _Machine.push,
    "BINFLOAT": _Machine.push,
    "BINUNICODE": _Machine.push,
    "EMPTY_DICT": lambda machine, _: machine.push({}),
    "EMPTY_LIST": lambda machine, _: machine.push([]),
    "EMPTY_TUPLE": lambda machine, _: machine.push(()),
    "TUPLE": lambda machine, _: machine.push(tuple(machine.group())),
    "TUPLE1": lambda machine, _: machine.push(machine.take(1)),
    "TUPLE2": lambda machine, _: machine.push(machine.take(2)),
    "TUPLE3": lambda machine, _: machine.push(machine.take(3)),
    "APPEND": lambda machine, _: machine.add_values([machine.pop()]),
    "APPENDS": lambda machine, _: machine.add_values(machine.group()),
    "SETITEM": lambda machine, _: machine.add_pairs(list(machine.take(2))),
    "SETITEMS": lambda machine, _: machine.add_pairs(machine.group()),
    "BINPUT": _Machine.keep,
    "LONG_BINPUT": _Machine.keep,
    "BINGET": _Machine.bring,
    "LONG_BINGET": _Machine.bring,
    "GLOBAL": _Machine.name,
    "REDUCE": lambda machine, _: machine.call(),
    "BUILD": lambda machine, _: machine.state(),
    "BINPERSID": lambda machine, _: machine.storage(),
}

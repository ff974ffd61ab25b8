"""Defines what events and commands are made of: frozen values that cost little to make, and to load at the start."""

from typing import Self

from msgspec import Struct
from msgspec.structs import replace

NOT_SHOWN = (bytes, memoryview)


class Value(Struct, frozen=True):
    """A value of the app's vocabulary. Its text leaves sound and pictures out, so that none reaches a log.

    It is a struct rather than a dataclass because there are many of them: a dataclass takes thirty times as long to
    define, which the start of the app waits for, and seven times as long to make, which happens with each frame.
    """

    def changed(self, **fields: object) -> Self:
        """Return the same value with other fields. Raises TypeError for a field that it doesn't have."""
        return replace(self, **fields)

    def __repr__(self) -> str:
        shown = (
            f"{name}={value!r}"
            for name in self.__struct_fields__
            if not isinstance(value := getattr(self, name), NOT_SHOWN)
        )
        return f"{type(self).__name__}({', '.join(shown)})"

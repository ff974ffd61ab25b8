"""Holds parts of the window that are made when they are first needed, so that its start does not wait for them."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class LatePart(Generic[T]):
    """Keeps one part of the window, which `make` imports and makes when somebody first asks for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self.made: T | None = None
        """The part if there is one yet: what it has to be told before can wait until it is made."""

    def get(self) -> T:
        if self.made is None:
            self.made = self._make()
        return self.made

"""This package is the composition root: the only one that knows every part and puts them together.

`open_desk` gives a front end (window, terminal) everything behind one interface, `core.desk.Desk`. It is loaded on
demand, because a command that only calls the running app must not wait for all of its parts.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceapp.app.desk import AppDesk
    from voiceapp.app.opening import open_desk

__all__ = ["AppDesk", "open_desk"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from voiceapp.app import opening  # noqa: PLC0415

    return getattr(opening, name)

"""Asks programs over AT-SPI where on the screen the text cursor of a field stands."""

from typing import cast

from voiceapp.core.dictation.bar_view import ScreenSpot
from voiceapp.desktop.dbus import Bus, BusError

A11Y = "org.a11y.atspi"
_ON_SCREEN = 0
_LINE = 32
"""The height that a line has at most in an empty field, of which only its own size is known."""


def caret_of(bus: Bus, field: tuple[str, str]) -> ScreenSpot | None:
    """Returns None where the program does not tell, as for windows of Wayland."""
    try:
        caret = cast("int", bus.property(*field, f"{A11Y}.Text", "CaretOffset"))
        length = cast("int", bus.property(*field, f"{A11Y}.Text", "CharacterCount"))
        if caret < 0:
            return None
        return _at(bus, field, caret, length) or _field(bus, field)
    except BusError:
        return None


def _at(bus: Bus, field: tuple[str, str], caret: int, length: int) -> ScreenSpot | None:
    # After the last character many programs tell of nothing, so the one before the cursor is asked for its right side.
    if caret < length and (found := _extents(bus, field, caret)) is not None:
        return ScreenSpot(found.x, found.y, 1, found.height)
    if caret > 0 and (found := _extents(bus, field, caret - 1)) is not None:
        return ScreenSpot(found.x + found.width, found.y, 1, found.height)
    return None


def _extents(bus: Bus, field: tuple[str, str], offset: int) -> ScreenSpot | None:
    told = bus.call(*field, f"{A11Y}.Text", "GetCharacterExtents", "iu", (offset, _ON_SCREEN))
    return _spot(cast("tuple[int, int, int, int]", told))


def _field(bus: Bus, field: tuple[str, str]) -> ScreenSpot | None:
    (told,) = bus.call(*field, f"{A11Y}.Component", "GetExtents", "u", (_ON_SCREEN,))
    found = _spot(cast("tuple[int, int, int, int]", told))
    return None if found is None else ScreenSpot(found.x, found.y, 1, min(found.height, _LINE))


def _spot(told: tuple[int, int, int, int]) -> ScreenSpot | None:
    x, y, width, height = told
    # Programs that do not know say nought, minus one, or the smallest number there is.
    return ScreenSpot(x, y, width, height) if height > 0 and width >= 0 and (x, y) > (-1, -1) and y >= 0 else None

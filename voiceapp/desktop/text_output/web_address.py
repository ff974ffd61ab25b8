"""Finds the address of the page in which a field of a browser stands, over AT-SPI.

Written after the documentation of Firefox, Chromium and WebKitGTK, whose names for it differ.
"""

import time
from typing import cast

from voiceapp.desktop.dbus import Bus, BusError

A11Y = "org.a11y.atspi"
_DOCUMENT_WEB = 95
_BROWSERS = ("gecko", "chromium", "webkitgtk")
_NAMES = ("DocURL", "URI")
_DEPTH = 40
Node = tuple[str, str]


def address_of(bus: Bus, application: Node, field: Node, end: float) -> str:
    """Returns it, or nothing if it is no browser or does not say so by then."""
    try:
        toolkit = str(bus.property(*application, f"{A11Y}.Application", "ToolkitName"))
        return _above(bus, field, end) if toolkit.casefold() in _BROWSERS else ""
    except BusError:
        return ""


def _above(bus: Bus, field: Node, end: float) -> str:
    """The page is one of the things that contain the field; the outermost one has the address that people see."""
    node, found = field, ""
    for _ in range(_DEPTH):
        if time.monotonic() > end or node[1].endswith("/null"):
            break
        (role,) = bus.call(*node, f"{A11Y}.Accessible", "GetRole")
        if role == _DOCUMENT_WEB:
            found = _address(bus, node) or found
        node = cast("Node", bus.property(*node, f"{A11Y}.Accessible", "Parent"))
    return found


def _address(bus: Bus, document: Node) -> str:
    for name in _NAMES:
        (address,) = bus.call(*document, f"{A11Y}.Document", "GetAttributeValue", "s", (name,))
        if address:
            return str(address)
    return ""

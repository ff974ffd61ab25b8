"""Keeps PySide from reading the source of every module.

At each import, of Qt's modules or any other, PySide checks in the source whether it uses its optional features
(`from __feature__ import snake_case`). It reads the source through `linecache`, which keeps it: 20 MiB that are never
used, and a sixth of a second at the start. Nothing here uses these features.
"""

import importlib
import linecache
import sys


def without_sources() -> None:
    """Change every import from now on; does nothing if PySide works differently."""
    importlib.import_module("PySide6.QtCore")
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _no_module  # type: ignore[union-attr]  # noqa: SLF001
    linecache.clearcache()


def _no_module(module: object) -> bool:
    del module
    return False

"""This package is the window: a front end that shows messages and asks the app through `core.desk.Desk`."""

from voiceapp.gui.pyside_imports import without_sources

without_sources()

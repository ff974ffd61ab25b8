"""The composition root: the only package that knows every part and puts them together.

`open_desk` gives a front (window, terminal) everything behind one counter, `core.desk.Desk`.
"""

from voiceapp.app.desk import AppDesk, open_desk

__all__ = ["AppDesk", "open_desk"]

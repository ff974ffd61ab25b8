"""Tells the window whether whoever has the clipboard answers, before the window itself would wait for it."""

from voiceapp.desktop.x11.clipboard_owner import owner_answers

__all__ = ["owner_answers"]

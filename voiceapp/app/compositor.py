"""Tells the window whether transparent windows show what is behind them on this X server."""

from voiceapp.desktop.x11.compositor import is_composited

__all__ = ["is_composited"]

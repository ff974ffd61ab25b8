"""Reads and writes the clipboard: the window's own, or by the programs that a desktop has for it."""

"""This package decides what becomes of notes and lists, and of what the person asked to remember."""

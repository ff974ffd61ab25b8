"""Defines the exit codes that scripts can rely on."""

OK = 0
FAILED = 1
USAGE = 2
NOTHING_FOUND = 3
"""The search, or the list, is empty."""
CANNOT_HERE = 4
"""This device lacks something that the command needs: a display, a microphone."""

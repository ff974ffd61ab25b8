"""This package makes the running app reachable for other programs: one socket, one question per line."""

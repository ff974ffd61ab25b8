"""This package is the palette: everything that one can do, and every conversation, found by typing."""

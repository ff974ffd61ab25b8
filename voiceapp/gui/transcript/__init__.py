"""This package shows what was said, in the middle of the window."""

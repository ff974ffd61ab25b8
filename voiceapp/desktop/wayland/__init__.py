"""This package speaks Wayland's own protocol as far as it is needed here: a keyboard, and the clipboard."""

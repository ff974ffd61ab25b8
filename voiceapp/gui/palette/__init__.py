"""This package is the palette, which finds every action and every conversation by typing."""

"""This package is for talking and typing: the button, its controls, and the line at the bottom."""

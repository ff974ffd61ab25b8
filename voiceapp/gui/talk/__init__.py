"""This package is for talking and typing: the button, what stands beside it, and the line at the bottom."""

"""This package shows notes and lists, and what is remembered: seen, searched, edited, ticked, deleted and exported."""

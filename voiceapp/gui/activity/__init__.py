"""This package shows, to anyone curious, where the milliseconds went, what happened inside, and what it cost."""

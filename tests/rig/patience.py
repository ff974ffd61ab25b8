"""How long tests wait for what must come.

Bounds, so that what hangs is told, and never a measure: a machine that is slow and shared with others needs many
times as long as the one on which a test was written.
"""

EVENT = 60.0
"""Seconds for one thing that a program or a thread does."""
PROGRAM = 300.0
"""Seconds for a program that is started, does its work and ends."""

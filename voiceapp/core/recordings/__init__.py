"""Decides what becomes of sound files that are to be written down: the queue, its jobs, and who speaks in them."""

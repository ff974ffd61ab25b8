"""Decides what becomes of recordings: which are written down, who speaks in them, when each line sounds, and how it is edited."""

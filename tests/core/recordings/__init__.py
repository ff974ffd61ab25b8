"""Recordings that are written down: the queue and its jobs."""

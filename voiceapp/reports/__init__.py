"""Keeps the most recent events, and saves them as a report: without sound, words or keys."""

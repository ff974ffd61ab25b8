"""Keeps what happened last, and saves it as a report: without sound, words or keys."""

"""Handles what commands do without a running app: record, play or transcribe a file, answer a question."""

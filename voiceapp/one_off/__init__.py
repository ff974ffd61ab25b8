"""Handles what a command needs no running app for: a file recorded, played or written down, a question answered."""

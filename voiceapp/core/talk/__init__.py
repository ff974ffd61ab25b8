"""Holds the live talk as pure state: the user's side, the engine's side, turns, replies and the transcript."""

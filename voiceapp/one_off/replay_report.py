"""Replays a recorded run for the terminal."""

from voiceapp.runtime.replay import RecordingError, replay, worth_a_line

__all__ = ["RecordingError", "replay", "worth_a_line"]

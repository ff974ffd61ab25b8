"""Defines the names by which talks, their lines and their recordings are known."""

from typing import NewType

ItemId = NewType("ItemId", str)
TalkId = NewType("TalkId", str)
SoundId = NewType("SoundId", str)
"""Names a recording, whose file the store knows. Each utterance or reply is one sound."""

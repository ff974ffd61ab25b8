"""Decides what the keys for talking and muting do while another program has the keyboard."""

from collections.abc import Callable

from voiceapp.core.messages import Event, Show, ShowState
from voiceapp.core.talk.talk_key import TalkKey


class GlobalTalkKeys:
    """`see` is shown what the window is shown; `key` is told of keys, from any thread."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._talk = TalkKey(tell, lambda _: None)

    def take_state(self, show: Show) -> None:
        if isinstance(show, ShowState):
            self._talk.show_state(show.state)

    def key(self, name: str, down: bool) -> None:
        if name == "mute" and down:
            self._talk.mute_or_unmute()
        elif name == "talk":
            (self._talk.press if down else self._talk.release)()

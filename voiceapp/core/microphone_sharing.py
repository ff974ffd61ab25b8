"""Decides who gets the one microphone, which is open while a talk, a dictation or the interpreter wants it.

While a dictation records or somebody is interpreted, the talk hears silence, because that is not meant for the assistant.
"""

from enum import Enum

from voiceapp.core.messages import Event, MicFrame, MicStirred

SILENCE_DB = -90.0
"""The level of a frame that the talk gets in place of a dictated one."""


class MicrophoneUser(Enum):
    TALK = "talk"
    DICTATION = "dictation"
    INTERPRETER = "interpreter"


class MicrophoneSharing:
    """Decides whether the microphone is open and what the talk hears, by who wants it and whose each frame is."""

    def __init__(self) -> None:
        self._wanted_by: frozenset[MicrophoneUser] = frozenset()
        self._stays_open = False
        self._was_wanted = False
        self._dictates = False
        """The last frame belonged to the dictation."""

    @property
    def is_open(self) -> bool:
        return bool(self._wanted_by) or (self._stays_open and self._was_wanted)

    def want(self, user: MicrophoneUser, *, on: bool) -> None:
        self._wanted_by = self._wanted_by | {user} if on else self._wanted_by - {user}
        self._was_wanted = self._was_wanted or on

    def stay_open(self, *, on: bool) -> None:
        """Keep the microphone open once it is used, so that no key press has to wait for it."""
        if on and not self._stays_open:
            self._was_wanted = False
        self._stays_open = on

    def heard_by_talk(self, event: Event, *, dictated: bool | None) -> Event | None:
        """Return what the talk gets of a microphone event. `dictated`: a dictation or the interpreter took it. None:
        there is neither.
        """
        talk_listens = MicrophoneUser.TALK in self._wanted_by
        if isinstance(event, MicStirred):
            return event if talk_listens and not self._dictates else None
        if dictated is None or not isinstance(event, MicFrame):
            return event
        self._dictates = dictated
        if not talk_listens:
            return None
        return event.changed(pcm=bytes(len(event.pcm)), speech=0.0, level=SILENCE_DB) if dictated else event

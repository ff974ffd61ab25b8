"""Stands in for the player while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.player_access import PlayerState, PlayWishes
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Waveform
from voiceapp.core.transcript import SoundId, TalkId
from voiceapp.gui.pending_work import PendingWork


class LatePlayer:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def waveform(self, track: Track, then: Callable[[Waveform | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.player.waveform(track, then))

    def play(self, track: Track, start: Milliseconds, wishes: PlayWishes, end: Milliseconds | None = None) -> None:
        self._arrival.do(lambda desk: desk.player.play(track, start, wishes, end))

    def pause(self) -> None:
        self._arrival.do(lambda desk: desk.player.pause())

    def state(self) -> PlayerState:
        desk = self._arrival.desk
        return PlayerState() if desk is None else desk.player.state()

    def length(self, sound: SoundId, then: Callable[[Milliseconds | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.player.length(sound, then))

    def edit(self, talk: TalkId, edit: LineEdit) -> None:
        self._arrival.do(lambda desk: desk.player.edit(talk, edit))

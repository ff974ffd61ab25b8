"""Pauses what other programs play during a dictation, and resumes it afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.desktop.media_players import open_media_players
from voiceapp.desktop.ports import MediaPlayers


class PausedWhileDictating:
    """Works on a thread of its own, so that a player that does not answer keeps nobody waiting."""

    def __init__(
        self, wanted: Callable[[], bool], open_players: Callable[[], MediaPlayers] = open_media_players
    ) -> None:
        """`open_players` is called at the first dictation."""
        self._wanted = wanted
        self._open_players = open_players
        self._players: MediaPlayers | None = None
        self._recording = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="players")

    def follow(self, view: DictationView) -> None:
        """May be called from any thread. Never waits."""
        recording = view.stage is DictationStage.RECORDING
        if recording is not self._recording:
            self._recording = recording
            self._worker.submit(self._pause if recording else self._resume)

    def close(self) -> None:
        """Resumes everything, so that nothing stays silent because of us."""
        self._recording = False
        self._worker.submit(self._resume)
        self._worker.shutdown(wait=False)

    def _pause(self) -> None:
        if self._wanted():
            self._players = self._players or self._open_players()
            self._players.pause()

    def _resume(self) -> None:
        if self._players is not None:
            self._players.resume(lambda: not self._recording)

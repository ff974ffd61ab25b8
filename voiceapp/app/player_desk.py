"""Shows, plays and edits the recordings of saved talks for a front end."""

import time
from collections.abc import Callable, Mapping

from voiceapp.app.recording_player import RecordingPlayer
from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.audio.track_sound import Source, length_in, peaks_in
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.player_access import PlayerState, PlayWishes
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Silence, Waveform, peaks_of_track, silences, waveform_of
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import SoundId, TalkId
from voiceapp.storage.peak_files import read_peaks, write_peaks
from voiceapp.storage.saved_corrections import write_edit
from voiceapp.storage.store import Store


class PlayerDesk:
    """Meets `core.recordings.player_access.PlayerAccess`."""

    def __init__(self, store: Store, talking: RunningTalk, workers: WorkerPool) -> None:
        self._store = store
        self._workers = workers
        self._files = RecordingFiles()
        self._player = RecordingPlayer(talking.playback, self._source)
        talking.takes_playback = self._player.take
        self._silent: tuple[Track, tuple[Silence, ...]] = (Track(), ())
        """The silences of the track that was shown last."""
        self._known: Mapping[SoundId, bytes] = {}
        """The peaks of its recordings, because a talk that is being written down is shown again and again."""

    def waveform(self, track: Track, then: Callable[[Waveform | Failure], None]) -> None:
        def find() -> Waveform:
            before = self._known
            peaks = {sound: before.get(sound) or self._peaks(sound) for sound in track.sounds}
            self._known = peaks
            whole = peaks_of_track(track, peaks)
            self._silent = (track, silences(whole))
            return waveform_of(whole)

        self._workers.ask(find, then)

    def _peaks(self, sound: SoundId) -> bytes:
        """They are found once. A recording that is gone is silent."""
        recording = self._store.recordings.path(sound)
        ours = stretch_in(sound) is None
        known = read_peaks(recording, beside=ours)
        if known is not None:
            return known
        try:
            found = peaks_in(self._source(sound))
        except OSError:
            return b""
        write_peaks(recording, found, beside=ours)
        return found

    def _source(self, sound: SoundId) -> Source:
        """Return where a recording is. Raises OSError if it's a stretch of a file that can't be read any more."""
        stretch = stretch_in(sound)
        return self._store.recordings.path(sound) if stretch is None else self._files.read_stretch(stretch)

    def play(self, track: Track, start: Milliseconds, wishes: PlayWishes, end: Milliseconds | None = None) -> None:
        shown, silent = self._silent
        self._player.play(track, start, wishes, silent if wishes.skip_silence and shown == track else (), end)

    def pause(self) -> None:
        self._player.pause()

    def state(self) -> PlayerState:
        return self._player.state

    def length(self, sound: SoundId, then: Callable[[Milliseconds | Failure], None]) -> None:
        self._workers.ask(lambda: length_in(self._source(sound)), then)

    def edit(self, talk: TalkId, edit: LineEdit) -> None:
        at = time.time()
        lines = frozenset((*(item.id for item in edit.put), *edit.deleted, *edit.absorbed))
        self._store.change_deleting(lambda database: write_edit(database, talk, edit, at), ("edit", talk, lines))

"""Ties the words of a talk to its recording: marks the one that sounds, and plays from the one that is clicked."""

from dataclasses import replace

from PySide6.QtCore import QObject

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.doubt import AROUND, moments
from voiceapp.core.recordings.track import Track, track_of
from voiceapp.core.recordings.waveform import PEAK_MS, voiced
from voiceapp.core.recordings.word_places import PlacedWord, placed_words, word_at, word_sounding
from voiceapp.core.text.word_times import spread, spread_over
from voiceapp.core.transcript import ItemId, Message, SoundId, Talk, Word
from voiceapp.gui.recording_page.player_bar import PlayerBar
from voiceapp.gui.recording_page.view import RecordingView
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.model import TranscriptModel


class RecordedWords(QObject):
    def __init__(self, model: TranscriptModel, player: PlayerBar, view: RecordingView) -> None:
        super().__init__(view)
        self._model = model
        self._player = player
        self._view = view
        self._talk: Talk | None = None
        self._placed: tuple[Message, tuple[PlacedWord, ...]] | None = None
        """The words of the line that was looked at last."""
        self._doubtful: dict[ItemId, tuple[Message, tuple[Milliseconds, ...]]] = {}
        player.moved.connect(self._mark)
        view.pressed_at.connect(self._play_word)
        view.doubted.connect(self._play_around)

    def read(self, talk: Talk, *, anew: bool) -> None:
        self._talk = talk
        self._placed = None
        track = track_of(talk)
        self._player.show_track(track, anew=anew)
        self._player.view.show_marks(self._doubtful_moments(talk, track))
        if anew:
            self._view.mark_sounding(None, follow=False)

    def _doubtful_moments(self, talk: Talk, track: Track) -> tuple[Milliseconds, ...]:
        """Only lines that have changed are looked through, for there may be thousands of words."""
        before, self._doubtful = self._doubtful, {}
        starts = {line.item: line.start for line in track.lines}
        found: list[Milliseconds] = []
        for item in talk.items:
            start = starts.get(item.id) if isinstance(item, Message) else None
            if not isinstance(item, Message) or start is None:
                continue
            known = before.get(item.id)
            if known is None or known[0] is not item:
                known = item, tuple(moments(item))
            self._doubtful[item.id] = known
            found += (start + moment for moment in known[1])
        return tuple(found)

    def look_again(self) -> None:
        """The lines have changed."""
        if self._talk is not None:
            self.read(replace(self._talk, items=self._model.items()), anew=False)

    def play_sound(self, sound: SoundId) -> bool:
        """Play the line that has this recording. False: no line has."""
        for item in self._model.items():
            if isinstance(item, Message) and item.sound == sound:
                return self.play_line(item.id)
        return False

    def play_line(self, item: ItemId) -> bool:
        line = self._player.track.line_of(item)
        if line is not None:
            self._player.play_from(line.start, line.end)
        return line is not None

    def time_of(self, message: Message, character: int) -> Milliseconds | None:
        """Return when the word at a character sounds on the track. None: it does not."""
        line = self._player.track.line_of(message.id)
        word = None if line is None else word_at(self.placed(message), character)
        return None if line is None or word is None else line.start + word.word.start

    def placed(self, message: Message) -> tuple[PlacedWord, ...]:
        """Return the words of a line with their times, or with those that they probably have."""
        if self._placed is None or self._placed[0] is not message:
            timed = message if message.words else replace(message, words=self._estimated(message))
            self._placed = (message, placed_words(timed))
        return self._placed[1]

    def _estimated(self, message: Message) -> tuple[Word, ...]:
        """Nobody timed them, so they are spread over the voice."""
        tokens = message.text.split()
        line = self._player.track.line_of(message.id)
        if line is None or not tokens:
            return ()
        peaks = self._player.waveform.peaks[line.start // PEAK_MS : line.end // PEAK_MS]
        return spread_over(tokens, voiced(peaks)) or tuple(spread(tokens, 0, message.sound_ms))

    def _play_word(self, message: Message, character: int) -> None:
        at = self.time_of(message, character)
        if at is not None:
            self._player.play_from(at)

    def _play_around(self, message: Message, character: int) -> None:
        """Play the two seconds around a word."""
        at = self.time_of(message, character)
        if at is not None:
            self._player.play_from(max(0, at - AROUND), at + AROUND)

    def _mark(self, at: Milliseconds) -> None:
        line = self._player.track.line_at(at)
        item = None if line is None else self._model.item(self._model.row_of(line.item))
        word = None
        if line is not None and isinstance(item, Message) and at <= line.end:
            word = word_sounding(self.placed(item), at - line.start)
        marked = None if word is None or line is None else MarkedWord(line.item, word.start, word.end)
        self._view.mark_sounding(marked, follow=self._player.is_playing)

"""Plays the track of a talk through the talk's loudspeaker: at any speed, from any moment, without its silences."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.audio.resample import to_pcm
from voiceapp.audio.time_stretch import TimeStretch
from voiceapp.audio.track_sound import Source, TrackSound
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Event, PlaybackEnded, PlaybackStopped, Played, ReplyId
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE, Milliseconds
from voiceapp.core.recordings.player_access import FASTEST, SLOWEST, PlayerState, PlayWishes
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Silence, after_silence, next_silence
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import SoundId

PIECE: Milliseconds = 100
"""How much of the track is read at once."""
AHEAD: Milliseconds = 500
"""How much sound waits for the loudspeaker at most, so that a pause loses little that was made in vain."""
LOOK_EVERY = 0.1
OWN = "recording-"
"""How the names begin under which the loudspeaker knows what is played."""
NO_SPEAKER = Failure(
    FailureKind.NO_SOUND,
    Sentence("There's no loudspeaker, so nothing can be played. Connect one, or choose another in Settings."),
)


@dataclass(frozen=True, slots=True)
class _PushedPiece:
    """Says which stretch of the track is heard between two amounts of sound that have been heard."""

    heard: Milliseconds
    heard_all: Milliseconds
    start: Milliseconds
    end: Milliseconds

    def at(self, heard: Milliseconds) -> Milliseconds:
        share = (heard - self.heard) / max(1, self.heard_all - self.heard)
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start))


class _Playing:
    """One stretch that is played without a stop: what was handed over, and how far it was heard."""

    def __init__(self, reply: ReplyId, start: Milliseconds) -> None:
        self.reply = reply
        self.heard: Milliseconds = 0
        self.pushed = 0
        """Samples."""
        self._pieces = deque([_PushedPiece(0, 0, start, start)])
        self.is_over = False

    @property
    def waiting(self) -> Milliseconds:
        return self.pushed * 1000 // WIRE.rate - self.heard

    def push(self, samples: int, start: Milliseconds, end: Milliseconds) -> None:
        before = self.pushed * 1000 // WIRE.rate
        self.pushed += samples
        self._pieces.append(_PushedPiece(before, self.pushed * 1000 // WIRE.rate, start, end))

    @property
    def at(self) -> Milliseconds:
        while len(self._pieces) > 1 and self._pieces[1].heard <= self.heard:
            self._pieces.popleft()
        return self._pieces[0].at(self.heard)


class RecordingPlayer:
    """May be used from any thread; what it plays is made on a thread of its own."""

    def __init__(self, playback: LoudspeakerPlayback, source_of: Callable[[SoundId], Source]) -> None:
        self._playback = playback
        self._source_of = source_of
        self._news = threading.Condition()
        self._playing: _Playing | None = None
        self._at: Milliseconds = 0
        self._failure: Failure | None = None
        playback.before_playing = self._give_way

    @property
    def state(self) -> PlayerState:
        with self._news:
            playing = self._playing
            return PlayerState(playing is not None, self._at if playing is None else playing.at, self._failure)

    def play(
        self,
        track: Track,
        start: Milliseconds,
        wishes: PlayWishes,
        silent: tuple[Silence, ...] = (),
        end: Milliseconds | None = None,
    ) -> None:
        """`silent`: the silences of the track, if they are to be skipped."""
        speed = min(max(wishes.speed, SLOWEST), FASTEST)
        last = track.length if end is None else min(end, track.length)
        making = _Making(TrackSound(track, self._source_of), TimeStretch(speed), silent, start, last)
        playing = _Playing(ReplyId(f"{OWN}{time.monotonic_ns()}"), start)
        with self._news:
            self._end(self._playing)
            self._playback.stop()
            self._playing, self._failure = playing, None
        threading.Thread(target=self._feed, args=(playing, making), name="recording", daemon=True).start()

    def pause(self) -> None:
        with self._news:
            if self._playing is not None:
                self._end(self._playing)
                # With the lock, so that no piece is handed over after it.
                self._playback.stop()

    def take(self, event: Event) -> bool:
        """Take what the loudspeaker reports, if it is about this player."""
        with self._news:
            playing = self._playing
            match event:
                case Played(reply, heard) if playing is not None and reply == playing.reply:
                    playing.heard = heard
                case PlaybackEnded(reply) if playing is not None and reply == playing.reply:
                    playing.heard = playing.pushed * 1000 // WIRE.rate
                    self._end(playing)
                case PlaybackStopped(reply) if playing is not None and reply == playing.reply:
                    self._end(playing)
                case Played(reply) | PlaybackEnded(reply) | PlaybackStopped(reply):
                    return reply.startswith(OWN)
                case _:
                    return False
            self._news.notify_all()
            return True

    def _give_way(self, reply: ReplyId) -> None:
        """Somebody else has something to say."""
        with self._news:
            if self._playing is not None and self._playing.reply != reply:
                self.pause()

    def _end(self, playing: _Playing | None) -> None:
        """Call it with the lock."""
        if playing is not None and playing is self._playing:
            self._at = playing.at
            playing.is_over = True
            self._playing = None
            self._news.notify_all()

    def _feed(self, playing: _Playing, making: "_Making") -> None:
        try:
            for pcm, start, end in making:
                with self._news:
                    while not playing.is_over and playing.waiting > AHEAD:
                        self._news.wait(LOOK_EVERY)
                    if playing.is_over:
                        return
                    playing.push(len(pcm) // BYTES_PER_SAMPLE, start, end)
                    self._playback.play(playing.reply, pcm)
                if self._playback.is_mute:
                    self._fail(playing)
                    return
            self._playback.finish(playing.reply)
        finally:
            making.close()

    def _fail(self, playing: _Playing) -> None:
        with self._news:
            self._failure = NO_SPEAKER
            self._end(playing)


class _Making:
    """Makes the sound that is heard, piece by piece, each with the stretch of the track that it is."""

    def __init__(
        self,
        sound: TrackSound,
        stretch: TimeStretch,
        silent: tuple[Silence, ...],
        start: Milliseconds,
        end: Milliseconds,
    ) -> None:
        self._sound = sound
        self._stretch = stretch
        self._silent = silent
        self._start = start
        self._end = end

    def __iter__(self) -> Iterator[tuple[bytes, Milliseconds, Milliseconds]]:
        at = self._start
        while at < self._end:
            at = after_silence(self._silent, at)
            until = min(at + PIECE, self._end, next_silence(self._silent, at) or self._end)
            if until <= at:
                break
            pcm = to_pcm(self._stretch.stretched(self._sound.read(at, until)))
            if pcm:
                yield pcm, at, until
            at = until
        pcm = to_pcm(self._stretch.rest())
        if pcm:
            yield pcm, self._end, self._end

    def close(self) -> None:
        self._sound.close()

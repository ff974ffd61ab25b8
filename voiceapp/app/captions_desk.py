"""Puts captions together: whose words they show, who translates them, and the file that other programs follow."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceapp.app.caption_ears import CaptionEarsBySettings, sources_wanted
from voiceapp.app.caption_file import CaptionFile, CaptionFileWishes
from voiceapp.app.caption_translation import CaptionTranslation
from voiceapp.app.heard_captions import CaptionEars, HeardCaptions, HeardSource, SoundSource
from voiceapp.app.word_editors import WordEditors
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.meeting_capture import NO_RECORDER, opened_source
from voiceapp.audio.portaudio import SoundError
from voiceapp.core.captions.flow import Caption, CaptionEvent, CaptionFlow
from voiceapp.core.captions.sources import DictationSource, TalkSource, off_record_span
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Phase, Show, ShowLevels, ShowState
from voiceapp.core.ports import Chat
from voiceapp.core.recordings.jobs import RecordingJob
from voiceapp.core.sentence import Sentence, render
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.exports.live_captions import ShownLanguages
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.model import Settings
from voiceapp.settings.system_language import system_language
from voiceapp.settings.text_language import text_language

ShowCaptions = Callable[[tuple[Caption, ...]], None]


@dataclass(frozen=True, slots=True)
class CaptionNeeds:
    """The things that captions are built on. The desk makes and closes them."""

    room: SessionThread
    beside: Callable[[Callable[[], object]], None]
    """Does slow work on a worker."""
    ears: CaptionEars
    open_source: Callable[[str], SoundSource]
    translator: Callable[[], Chat]
    trouble: Callable[[Failure], None]


class CaptionsDesk:
    """Meets `core.captions.access.CaptionsAccess`. May be used from any thread."""

    def __init__(self, settings: Callable[[], Settings], needs: CaptionNeeds) -> None:
        self._settings = settings
        self._needs = needs
        self._lock = threading.Lock()
        """Held while captions change and the watchers are told, so that nobody sees an older state last."""
        self._changing = threading.Lock()
        """Held while parts begin and end."""
        self._flow = CaptionFlow()
        self._watchers: Watchers[tuple[Caption, ...]] = Watchers()
        self._readers = 0
        self._talk = TalkSource()
        self._dictation = DictationSource()
        self._file: CaptionFile | None = None
        self._translation: CaptionTranslation | None = None
        self._heard: HeardCaptions | None = None
        self._refused: tuple[HeardSource, ...] = ()
        """Sources that could not be opened."""
        self._meeting: tuple[str, ...] = ()
        self._off_record = False
        self._closed = False

    def start(
        self,
        watch_talk: Callable[[Callable[[Show], None]], object],
        watch_dictation: Callable[[Callable[[DictationView], None]], object],
        watch_recordings: Callable[[Callable[[tuple[RecordingJob, ...]], None]], object],
    ) -> None:
        """Follow what is said from now on."""
        watch_talk(self.take_show)
        self.follow()
        watch_dictation(self.take_view)
        watch_recordings(self.take_jobs)
        self.change_soon()

    def follow(self) -> None:
        """Take what the talk shows from now on as said now."""
        self._talk.follow()

    @property
    def captions(self) -> tuple[Caption, ...]:
        return self._flow.captions

    def watch(self, show: ShowCaptions) -> Callable[[], None]:
        with self._lock:
            leave = self._watchers.add(show)
            self._readers += 1
            self._watchers.notify_one(show, self._flow.captions)
        self.change_soon()
        here = [1]

        def stop() -> None:
            leave()
            with self._lock:
                self._readers -= here.pop() if here else 0
            self.change_soon()

        return stop

    # --- what is said

    def take_show(self, show: Show) -> None:
        """Take what the talk shows."""
        self._leave_record(show)
        heard = self._heard
        if isinstance(show, ShowState) and heard is not None:
            heard.leave_out_ours(speaking=show.state.phase is Phase.SPEAKING)
        if isinstance(show, ShowLevels) and show.speaker is not None and heard is not None:
            heard.leave_out_moment()
        events = self._talk.take(show)
        if events and self._settings().captions.talk:
            self._take(events)

    def _leave_record(self, show: Show) -> None:
        """Leave out what the person says off the record also where it is heard without the talk."""
        if isinstance(show, ShowState) and show.state.off_record is not self._off_record:
            self._off_record = show.state.off_record
            if self._heard is not None:
                self._heard.leave_record(off=self._off_record)
        span = off_record_span(show)
        if span is not None and self._heard is not None:
            behind = time.time() - time.monotonic()
            self._heard.leave_out_person(span[0] - behind, span[1] - behind)

    def take_view(self, view: DictationView) -> None:
        """Take what the dictation shows."""
        events = self._dictation.take(view)
        if events and self._settings().captions.dictation:
            self._take(events)

    def take_jobs(self, jobs: tuple[RecordingJob, ...]) -> None:
        """Take what is being recorded."""
        meeting = next((job.options.names for job in jobs if job.recording), ())
        if meeting != self._meeting:
            self._meeting = meeting
            self.change_soon()

    def take(self, event: CaptionEvent) -> None:
        self._take([event])

    def _take(self, events: list[CaptionEvent]) -> None:
        with self._lock:
            if not self._wanted:
                return
            now = time.monotonic()
            changed = [self._flow.take(event, now) for event in events]
            if any(changed):
                self._watchers.notify(self._flow.captions)
        if any(changed):
            self._wake()

    def _wake(self) -> None:
        for part in (self._file, self._translation):
            if part is not None:
                part.wake()

    @property
    def _wanted(self) -> bool:
        return not self._closed and (self._settings().captions.on or self._readers > 0)

    # --- what follows from the settings

    def change_soon(self) -> None:
        self._needs.beside(self.change)

    def change(self) -> None:
        """Begin and end what is wanted now."""
        with self._changing:
            wanted = self._wanted
            self._change_file(file_wishes(self._settings()) if wanted else None)
            self._change_translation(translated_into(self._settings()) if wanted else "")
            self._change_sources(sources_wanted(self._settings(), self._meeting) if wanted else ())
            if not wanted:  # last, for a file is written to its end when it is closed
                with self._lock:
                    self._flow = CaptionFlow()

    def _change_file(self, wishes: CaptionFileWishes | None) -> None:
        if self._file is not None and self._file.wishes != wishes:
            self._file.close()
            self._file = None
        if self._file is None and wishes is not None:
            self._file = CaptionFile(wishes, lambda: self._flow.captions, self._needs.trouble)

    def _change_translation(self, into: str) -> None:
        if self._translation is not None and self._translation.into != into:
            self._translation.close()
            self._translation = None
        if self._translation is None and into:
            needs = self._needs
            self._translation = CaptionTranslation(
                into, needs.room, needs.translator, lambda: self._flow.captions, self.take, needs.trouble
            )

    def _change_sources(self, sources: tuple[HeardSource, ...]) -> None:
        if self._heard is not None and self._heard.sources != sources:
            self._heard.close()
            self._heard = None
        if self._refused != sources:
            self._refused = ()
        if self._heard is None and sources and not self._refused:
            needs = self._needs
            try:
                self._heard = HeardCaptions(
                    sources, needs.open_source, needs.room, needs.ears, self.take, needs.trouble
                )
                self._heard.leave_record(off=self._off_record)
            except (SoundError, OSError) as error:
                self._refused = sources
                needs.trouble(error.failure if isinstance(error, SoundError) else NO_RECORDER)

    def close(self) -> None:
        self._closed = True
        self.change()


def captions_by_settings(
    settings: Callable[[], Settings],
    engines: AvailableEngines,
    room: SessionThread,
    workers: WorkerPool,
    editors: WordEditors,
    trouble: Callable[[Failure], None],
) -> CaptionsDesk:
    ears = CaptionEarsBySettings(settings, engines)
    return CaptionsDesk(
        settings, CaptionNeeds(room, workers.beside, ears, opened_source, lambda: editors.editor(True), trouble)
    )


def translated_into(settings: Settings) -> str:
    """Return the code of the second language. Empty: nothing is translated."""
    return settings.captions.second


def languages_shown(settings: Settings) -> ShownLanguages | None:
    return ShownLanguages(settings.captions.second_shown) if settings.captions.second else None


def file_wishes(settings: Settings) -> CaptionFileWishes | None:
    """Return what the live file holds. None: there is none."""
    chosen = settings.captions
    if not (chosen.file and chosen.on):
        return None
    return CaptionFileWishes(
        Path(chosen.file),
        grows=chosen.file_text == "all",
        rows=chosen.lines,
        stay=chosen.stay,
        shown=languages_shown(settings),
        named=_Names(settings.appearance.language) if chosen.names else None,
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Writes names in the person's language. Two of the same language are equal."""

    chosen: str

    def __call__(self, name: Sentence) -> str:
        language = system_language(os.environ) if self.chosen == "system" else self.chosen
        return render(name, text_language(language))

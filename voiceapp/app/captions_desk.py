"""Puts captions together: whose words they show, who translates them, and the file that other programs follow."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceapp.app.caption_file import CaptionFile, CaptionFileWishes
from voiceapp.app.caption_translation import CaptionTranslation
from voiceapp.core.captions.flow import Caption, CaptionEvent, CaptionFlow
from voiceapp.core.captions.sources import DictationSource, TalkSource
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Show
from voiceapp.core.ports import Chat
from voiceapp.core.sentence import Sentence, render
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
        self._closed = False

    def start(
        self,
        watch_talk: Callable[[Callable[[Show], None]], object],
        watch_dictation: Callable[[Callable[[DictationView], None]], object],
    ) -> None:
        """Follow what is said from now on."""
        watch_talk(self.take_show)
        self.follow()
        watch_dictation(self.take_view)
        self.change()

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
        self.change()
        here = [1]

        def stop() -> None:
            leave()
            with self._lock:
                self._readers -= here.pop() if here else 0
            self.change()

        return stop

    # --- what is said

    def take_show(self, show: Show) -> None:
        """Take what the talk shows."""
        events = self._talk.take(show)
        if events and self._settings().captions.talk:
            self._take(events)

    def take_view(self, view: DictationView) -> None:
        """Take what the dictation shows."""
        events = self._dictation.take(view)
        if events and self._settings().captions.dictation:
            self._take(events)

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

    def change(self) -> None:
        """Begin and end what is wanted now."""
        with self._changing:
            wanted = self._wanted
            if not wanted:
                with self._lock:
                    self._flow = CaptionFlow()
            self._change_file(file_wishes(self._settings()) if wanted else None)
            self._change_translation(translated_into(self._settings()) if wanted else "")

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

    def close(self) -> None:
        self._closed = True
        self.change()


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

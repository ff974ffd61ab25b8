"""Learns words from corrections for the window, and reads and writes files of words."""

import time
from collections.abc import Callable
from pathlib import Path

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.dictation.learning import misheard_words, proposals, taken, with_word
from voiceapp.core.dictation.vocabulary_access import Learnt, LearntWord, Proposals, WordChange
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.kinds import Profiles
from voiceapp.settings.wishes_from_settings import learns_words
from voiceapp.storage.learnt_words import count, discount, learnt_words, settle
from voiceapp.storage.store import Store
from voiceapp.vocabulary_files import added, entries_of, read_words, write_words

TERMS, REPLACEMENTS = "dictation.vocabulary", "dictation.replacements"


class VocabularyDesk:
    """Meets `core.dictation.vocabulary_access.VocabularyAccess`."""

    def __init__(self, settings: LiveSettings, store: Store, workers: WorkerPool) -> None:
        self._settings = settings
        self._store = store
        self._workers = workers
        self._watchers: Watchers[Proposals] = Watchers()
        self._learnt: tuple[LearntWord, ...] = ()
        settings.listen(lambda changes: self._tell() if changes.keys() & {TERMS, REPLACEMENTS} else None)
        self._look()

    def watch(self, show: Callable[[Proposals], None]) -> Callable[[], None]:
        stop = self._watchers.add(show)
        show(self._proposed())
        return stop

    # --- what is learnt

    def corrected(self, before: str, after: str, profile: str = "") -> None:
        changes = misheard_words(before, after)
        if changes and learns_words(self._settings()):
            self._store.change(lambda database: count(database.db, changes, time.time(), profile))
            self._look()

    def correction_undone(self, before: str, after: str) -> None:
        changes = misheard_words(before, after)
        if changes:
            self._store.change(lambda database: discount(database.db, changes))
            self._look()

    def take(self, change: WordChange) -> None:
        said = self._settings().dictation
        terms, replacements = taken(change, said.vocabulary, said.replacements)
        self._settings.change(TERMS, terms)
        self._settings.change(REPLACEMENTS, replacements)
        self._settle(change, Learnt.TAKEN)

    def never(self, change: WordChange) -> None:
        self._settle(change, Learnt.NEVER)

    def only_here(self, change: WordChange) -> None:
        name = next((word.profile for word in self._learnt if word.change == change), "")
        profiles = self._settings().profiles.list
        if name and any(profile.name == name for profile in profiles):
            changed = (with_word(profile, change) if profile.name == name else profile for profile in profiles)
            self._settings.change("profiles.list", Profiles(tuple(changed)))
        self._settle(change, Learnt.COUNTED)

    def _settle(self, change: WordChange, state: Learnt) -> None:
        self._store.change(lambda database: settle(database.db, change, state), ("learnt", change))
        self._look()

    def _look(self) -> None:
        def take(found: tuple[LearntWord, ...] | Failure) -> None:
            if not isinstance(found, Failure):
                self._learnt = found
                self._tell()

        self._store.ask(lambda database: learnt_words(database.db), take)

    def _tell(self) -> None:
        self._watchers.notify(self._proposed())

    def _proposed(self) -> Proposals:
        said = self._settings().dictation
        return tuple(proposals(self._learnt, said.vocabulary, said.replacements))

    # --- files

    def read_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        def read() -> None:
            found = read_words(Path(path))
            if isinstance(found, Failure):
                then(found)
                return
            settings = self._settings()
            both = entries_of(settings).with_all_of(found)
            failed = self._settings.change(TERMS, both.terms) or self._settings.change(REPLACEMENTS, both.replacements)
            then(failed or added(settings, found))

        self._workers.work(read, then)

    def write_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        self._workers.work(lambda: then(write_words(Path(path), self._settings())), then)

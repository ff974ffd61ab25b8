"""Puts together what reads kept talks for the person, most of it while nobody talks.

Their meaning is indexed, questions about them are answered, what was misheard is heard again, and they are summarised.
"""

from collections.abc import Callable

from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.second_ears import SecondEarsBySettings
from voiceapp.app.second_pass import SecondPass
from voiceapp.app.summary_rule import summarising
from voiceapp.app.talk_questions_desk import readers
from voiceapp.core.dictation.access import DictationAccess
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.latest_state import LatestState
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.teardown import end_each
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.store import Store

NEW_READERS = ("history.", "summaries.", "chat.", "engines.")
"""The prefixes of the settings by which there may be more to read, or somebody else who reads."""


class TalkReaders:
    """Is told from any thread of what goes on."""

    def __init__(
        self,
        store: Store,
        settings: tuple[Callable[[], Settings], Callable[[], Settings]],
        keys: KeyRing,
        engines: AvailableEngines,
        room: SessionThread,
    ) -> None:
        """`settings` are those that the person made, and those that hold with the models that are here."""
        chosen, settled = settings
        self._quiet = QuietTime()
        self._meaning, self.questions = readers(store, engines, room, self._quiet, chosen)
        self._second_pass = SecondPass(store, SecondEarsBySettings(chosen, engines), room, self._quiet)
        self.summaries, self._summary_rule = summarising(store, settled, keys, engines, room)

    def start(self, shown: LatestState, dictation: DictationAccess, recordings: RecordingsAccess) -> None:
        """Begin, and be told of what goes on."""
        shown.watch(self._quiet.take_show, reads=False)
        dictation.watch(self._quiet.take_view)
        self._meaning.start()
        shown.watch(self._second_pass.take_show, reads=False)
        self._second_pass.start()
        self._summary_rule.follow(shown, dictation, recordings)

    def settings_changed(self) -> None:
        """Look again for work, and for whoever would do it."""
        self.models_changed()
        self._summary_rule.wake()

    def models_changed(self) -> None:
        """Look again for work, as other models of this device are used."""
        self._meaning.wake()
        self._second_pass.wake()

    def close(self) -> None:
        end_each(self._meaning.close, self._second_pass.close, self._summary_rule.close, self.summaries.close)

"""Puts together what writes recordings down, by the settings and by which models there are."""

from collections.abc import Callable

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.recording_ears import RecordingEars
from voiceapp.app.recordings_desk import RecordingsDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.failures import Failure
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.store import Store


def recordings_by_settings(
    store: Store,
    settings: LiveSettings,
    engines: AvailableEngines,
    room: SessionThread,
    workers: WorkerPool,
    fail: Callable[[Failure], None],
) -> RecordingsDesk:
    ears = RecordingEars(settings, engines)
    return RecordingsDesk(store, settings, ears, room, workers, fail, lambda: engines.machine().voice_reader())

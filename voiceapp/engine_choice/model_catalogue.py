"""Remembers which models each service offers, asks again once a day, and settles what is used.

The list is kept on disk, so that the first talk of a day need not wait for it. Asking happens beside
a talk, never before one.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from voiceapp.core.models import Listed, ModelChoice, Models, Role
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.addresses import endpoint_for, may_ask
from voiceapp.engine_choice.available_engines import getter_for
from voiceapp.providers import provider_of
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

log = logging.getLogger(__name__)

FRESH_FOR = 24 * 3600.0
AFTER_FAILURE = 900.0
"""Seconds before a service is asked again that could not say."""

GROUPS = {
    Role.CONVERSATION: "realtime",
    Role.LIVE: "live",
    Role.TRANSCRIPTION: "stt",
    Role.CHAT: "chat",
    Role.SPEECH: "tts",
    Role.PICTURES: "pictures",
}
"""The group of settings that says where each role is served, and by which model."""


class OfferedModels(msgspec.Struct, frozen=True):
    """The models that one service listed, and when it did."""

    at: float
    models: tuple[Listed, ...] = ()


class Catalogue:
    """May be used from any thread. Only `refresh` and `choices` wait for a service."""

    def __init__(self, path: Path, keys: KeyRing, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._keys = keys
        self._now = now
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._offered = self._read()

    # --- without waiting

    def models(self, settings: Settings, role: Role) -> Models:
        """Return the models as far as they are known now."""
        endpoint = endpoint_for(settings, GROUPS[role])
        with self._lock:
            offered = self._offered.get(endpoint.base_url)
        today = datetime.fromtimestamp(self._now(), UTC).date()
        return Models(today, offered.models if offered else (), known=endpoint.provider.models)

    def asked_of(self, settings: Settings) -> Role | None:
        """Says whose server is asked beside a talk. None: nobody's."""
        return {"sound": Role.CONVERSATION, "text": Role.CHAT}.get(settings.engines.leaves_machine)

    def stale(self, settings: Settings, role: Role) -> bool:
        with self._lock:
            offered = self._offered.get(endpoint_for(settings, GROUPS[role]).base_url)
        return offered is None or self._now() >= offered.at + FRESH_FOR

    def model_for(self, settings: Settings, role: Role) -> str:
        """The one to use: what the person chose, its successor where that has ended, or a sensible one."""
        models = self.models(settings, role)
        wished = str(settings.value(f"{GROUPS[role]}.model"))
        return models.settled(wished, role) if wished else models.sensible(role)

    def settled(self, settings: Settings) -> Settings:
        """The settings with models that can be used in place of none, and of those that have ended."""
        try:
            for role, group in GROUPS.items():
                settings = settings.with_value(f"{group}.model", self.model_for(settings, role))
            words = settings.realtime.transcription_model
            here = self.models(settings, Role.CONVERSATION)
            return settings.with_value("realtime.transcription_model", here.settled(words, Role.TRANSCRIPTION))
        except AddressError:
            return settings  # an address that is none is told where it is used

    def warnings(self, settings: Settings) -> tuple[Sentence, ...]:
        """A sentence for each chosen model that has ended or soon will."""
        wished = [(role, role, f"{group}.model") for role, group in GROUPS.items()]
        wished.append((Role.CONVERSATION, Role.TRANSCRIPTION, "realtime.transcription_model"))
        try:
            found = [
                self.models(settings, served).warning(str(settings.value(key)), role) for served, role, key in wished
            ]
        except AddressError:
            return ()
        return tuple(dict.fromkeys(sentence for sentence in found if sentence))

    # --- these wait

    def refresh(self, settings: Settings, role: Role) -> None:
        """Ask the service that serves this role, unless it was asked today. Raises EngineError, AddressError."""
        may_ask(settings, GROUPS[role])
        with self._asking:
            if self.stale(settings, role):
                self._refresh(settings, endpoint_for(settings, GROUPS[role]))

    def choices(self, settings: Settings, role: Role) -> tuple[ModelChoice, ...]:
        """Returns what can be chosen. Where the service does not answer, what is known of it."""
        try:
            self.refresh(settings, role)
        except EngineError as error:
            log.info("the list of models could not be had: %s", error.failure.kind.value)
        return self.models(settings, role).choices(role)

    def _refresh(self, settings: Settings, endpoint: Endpoint) -> None:
        try:
            listed = asyncio.run(_listed(settings, self._keys, endpoint))
        except EngineError:
            with self._lock:
                known = self._offered.get(endpoint.base_url, OfferedModels(0.0))
                again = self._now() - FRESH_FOR + AFTER_FAILURE
                self._offered[endpoint.base_url] = OfferedModels(again, known.models)
            raise
        with self._lock:
            self._offered[endpoint.base_url] = OfferedModels(self._now(), listed)
            text = msgspec.json.encode(self._offered).decode()
        try:
            replace_file(self._path, text)
        except OSError as error:
            log.warning("the list of models could not be kept: %s", error.strerror)

    def forget(self, settings: Settings) -> None:
        """Another key may see other models."""
        with self._lock:
            for role in GROUPS.values():
                self._offered.pop(endpoint_for(settings, role).base_url, None)

    def _read(self) -> dict[str, OfferedModels]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, OfferedModels])
        except (OSError, msgspec.DecodeError, UnicodeError):
            return {}  # it is asked for again


async def _listed(settings: Settings, keys: KeyRing, endpoint: Endpoint) -> tuple[Listed, ...]:
    return await provider_of(endpoint).list_models(getter_for(settings, keys, endpoint))

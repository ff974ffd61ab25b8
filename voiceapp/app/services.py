"""Answers requests about services: keys, models, and trying them out."""

import logging
from collections.abc import Callable

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer, Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.models import ModelChoice, Role
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.services_access import KeyState, LocalModel
from voiceapp.engine_choice.addresses import addresses_with_keys, endpoint_for
from voiceapp.engine_choice.model_catalogue import Catalogue
from voiceapp.local.chosen_models import setting_of
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.storage.spending import Spending

log = logging.getLogger(__name__)


class Services:
    """May be used from any thread; everything that waits for a service does so on a worker."""

    def __init__(
        self,
        paths: Paths,
        settings: LiveSettings,
        keys: KeyRing,
        workers: WorkerPool,
        spending: Spending,
        other_key: Callable[[], None],
    ) -> None:
        """`other_key` is called when the key has changed."""
        self._paths = paths
        self._settings = settings
        self._keys = keys
        self._workers = workers
        self._spending = spending
        self._other_key = other_key
        self._catalogue = Catalogue(paths.cache / "models.json", keys)
        self._warned: set[Sentence] = set()

    def settled(self) -> Settings:
        """The settings with models that are available now."""
        return self._catalogue.settled(self._settings())

    # --- keys

    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        self._workers.ask(lambda: addresses_with_keys(self._settings()), then)

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        def look() -> KeyState:
            address = self._address(base_url)
            found = self._keys.find(address)
            if found is None and (trouble := self._keys.command_trouble(address)) is not None:
                raise EngineError(Failure(FailureKind.NO_KEY, trouble))
            return KeyState(address, found.source, found.variable) if found else KeyState(address, None)

        self._workers.ask(look, then)

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        from voiceapp.checks.probes import check_key  # noqa: PLC0415  (only when somebody enters one)

        def keep() -> Probe:
            address = self._address(base_url)
            if not key.strip():
                return Probe(True, self._keys.forget(address) or Sentence("Key removed."))
            refused = check_key(self._settings(), address, Secret(key))
            if refused is not None and refused.kind is FailureKind.WRONG_KEY:
                return Probe(
                    False,
                    Sentence("The service doesn't know this key, so it wasn't saved. Check that it's complete."),
                )
            said = self._keys.keep(address, Secret(key)) or Sentence("Key saved in the system keyring.")
            self._catalogue.forget(self._settings())
            self._other_key()
            if refused is not None:
                said = Sentence("{kept} It couldn't be verified: {why}", kept=said, why=refused.sentence)
            return Probe(True, said)

        self._workers.ask(keep, then)

    def _address(self, base_url: str) -> str:
        return base_url or endpoint_for(self._settings(), "realtime").base_url

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        from voiceapp.checks.probes import probe  # noqa: PLC0415  (only when somebody asks)

        settings = self._settings()

        def look() -> Probe:
            over = self._spending.over()
            if over is not None:
                raise EngineError(over)
            return probe(role, settings, self._keys, self._spending.charge)

        self._workers.ask(look, then)

    # --- models of services

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        settings = self._settings()
        self._workers.ask(lambda: self._catalogue.choices(settings, Role(role)), then)

    def voices(self, role: str, then: Answer[tuple[str, ...]]) -> None:
        from voiceapp.engine_choice.offered_voices import voices_of  # noqa: PLC0415  (only where one is chosen)

        settings = self._settings()
        self._workers.ask(lambda: voices_of(settings, self._keys, "tts" if role == "speech" else role), then)

    def find_house_servers(self, then: Answer[tuple[HouseServer, ...]]) -> None:
        from voiceapp.engine_choice.house_search import house_servers  # noqa: PLC0415  (only when somebody asks)

        settings = self._settings()
        self._workers.ask(lambda: house_servers(settings), then)

    def look_at_models(self, changed: Callable[[Settings], None], warn: Callable[[Sentence], None]) -> None:
        """Look up, beside a talk and at most once a day, which models this key may use and which end soon. Never waits.

        `changed` receives the settled settings when they change; `warn` receives each sentence once.
        """
        self._workers.beside(lambda: self._look_at_models(changed, warn))

    def _look_at_models(self, changed: Callable[[Settings], None], warn: Callable[[Sentence], None]) -> None:
        role = self._catalogue.asked_of(self._settings())
        if role is None:
            return
        try:
            before = self.settled()
            self._catalogue.refresh(self._settings(), role)
            after = self.settled()
        except (EngineError, AddressError) as error:
            # The talk itself reports what is wrong with the service.
            log.info("the models could not be looked at: %s", type(error).__name__)
            return
        if after.differences(before):
            changed(after)
        for sentence in self._catalogue.warnings(self._settings()):
            if sentence not in self._warned:
                self._warned.add(sentence)
                warn(sentence)

    # --- models on this device

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None:
        from voiceapp.one_off.model_files import listed  # noqa: PLC0415

        self._workers.ask(lambda: listed(self._settings()), then)

    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        from voiceapp.one_off.model_files import brought, listed  # noqa: PLC0415

        def bring() -> LocalModel:
            found = brought(self._paths, part, address, sha256, progress)
            refused = self._settings.change(setting_of(part), str(found.path))
            if refused is not None:
                raise EngineError(refused)
            return next(model for model in listed(self._settings()) if model.part == part)

        self._workers.ask(bring, then)

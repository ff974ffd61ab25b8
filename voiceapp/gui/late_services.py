"""Keeps what the window asks about keys and models of services until the app is there."""

from collections.abc import Callable

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.house_servers import HouseServer
from voiceapp.core.models import ModelChoice
from voiceapp.core.services_access import KeyState, LocalModel
from voiceapp.gui.pending_work import PendingWork


class LateServices:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def addresses(self, then: Answer[tuple[str, ...]]) -> None:
        self._arrival.do(lambda desk: desk.services.addresses(then))

    def key_state(self, base_url: str, then: Answer[KeyState]) -> None:
        self._arrival.do(lambda desk: desk.services.key_state(base_url, then))

    def keep_key(self, base_url: str, key: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.services.keep_key(base_url, key, then))

    def probe_role(self, role: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.services.probe_role(role, then))

    def models(self, role: str, then: Answer[tuple[ModelChoice, ...]]) -> None:
        self._arrival.do(lambda desk: desk.services.models(role, then))

    def voices(self, role: str, then: Answer[tuple[str, ...]]) -> None:
        self._arrival.do(lambda desk: desk.services.voices(role, then))

    def find_house_servers(self, then: Answer[tuple[HouseServer, ...]]) -> None:
        self._arrival.do(lambda desk: desk.services.find_house_servers(then))

    def local_models(self, then: Answer[tuple[LocalModel, ...]]) -> None:
        self._arrival.do(lambda desk: desk.services.local_models(then))

    def fetch_model(
        self, part: str, address: str, sha256: str, progress: Callable[[int, int], None], then: Answer[LocalModel]
    ) -> None:
        self._arrival.do(lambda desk: desk.services.fetch_model(part, address, sha256, progress, then))

"""Chooses the model where nobody chose one, at OpenAI the usual one and elsewhere one that the server has."""

from collections.abc import Callable
from datetime import UTC, datetime

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Models, Role
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.openai.http import Server
from voiceapp.openai.models import list_models


class ModelChooser:
    """Is asked before each request, but looks only once."""

    def __init__(self, server: Server, role: Role, wished: str, like: str = "") -> None:
        """`like`: among the server's models, one with this in its name is best."""
        self._server = server
        self._like = like
        self._role = role
        self._name = wished or server.provider.models.usual(role)

    @property
    def known(self) -> str:
        """The model's name, or empty if it is only found when first needed."""
        return self._name

    def traits(self, what_goes: Callable[[str], Sentence]) -> EngineTraits:
        """Returns what the person is told: the model, and what is sent to whom."""
        whom = self._server.whom
        return EngineTraits(
            verbatim(self._name or self._server.endpoint.origin.host),
            leaves_machine=what_goes(whom) if whom else None,
            loads_models=self._server.is_ones_own,
        )

    async def name(self) -> str:
        """Returns the model's name. Raises EngineError where the server has none for this."""
        if not self._name:
            listed = await list_models(self._server.get)
            today = datetime.now(UTC).date()
            alike = next((each.id for each in listed if self._like and self._like in each.id.lower()), "")
            self._name = alike or Models(today, listed, self._server.provider.models).sensible(self._role)
        if not self._name:
            raise EngineError(
                Failure(FailureKind.NO_MODEL, Sentence("This server offers no model for this. Choose one in Settings."))
            )
        return self._name

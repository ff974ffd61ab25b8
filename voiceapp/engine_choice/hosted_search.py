"""Chooses the service that searches for the person, by tools of its own: whichever of their servers has some and a key."""

import contextlib
from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.hosted_search import SearchFind
from voiceapp.core.ids import TalkId
from voiceapp.core.models import Role
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Usage
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.openai.hosted_search import FILE_SEARCH, WEB_SEARCH, HostedTools
from voiceapp.openai.http import Server

NOBODY = Failure(FailureKind.NO_KEY, Sentence("Searching needs a key for OpenAI. Enter one in Settings."))
NOTHING_UPLOADED = Failure(
    FailureKind.NOT_FOUND,
    Sentence("You haven't uploaded any conversations. Choose some in the history, and upload them from its menu."),
)
_ROLES = ("chat", "tts", "stt", "live")
"""Those whose servers are looked at. The first is asked for answers already."""


def search_server(factory: PartsFactory) -> tuple[Server, str]:
    """Return who searches, and the model that is asked to. Raises EngineError where nobody does."""
    factory.server("chat")  # it says where nothing may leave
    for role in _ROLES:
        with contextlib.suppress(EngineError):
            server = factory.server(role)
            if server.provider.searches and not factory.lacks_key(role):
                named = factory.settings.chat.model if role == "chat" else ""
                return server, named or server.provider.models.first(Role.CHAT)
    raise EngineError(NOBODY)


class SearchByService:
    """Meets `core.hosted_search.HostedSearch`. Asks in the loop of the engines."""

    def __init__(self, engines: AvailableEngines, store: Callable[[str], str], title: Callable[[TalkId], str]) -> None:
        """`store` names the vector store at a server, by its address, that holds what was uploaded. Empty: nothing was.
        `title` is what a talk was called then.
        """
        self._engines = engines
        self._store = store
        self._title = title

    def may_search_web(self) -> bool:
        return self._found() is not None

    def may_search_uploads(self) -> bool:
        found = self._found()
        return found is not None and bool(self._store(str(found.endpoint.origin)))

    def web_price(self) -> float | None:
        return self._price(WEB_SEARCH)

    def uploads_price(self) -> float | None:
        return self._price(FILE_SEARCH)

    async def web(self, question: str) -> SearchFind:
        return await HostedTools(*search_server(self._engines.factory())).web(question)

    async def uploads(self, question: str) -> SearchFind:
        server, model = search_server(self._engines.factory())
        store = self._store(str(server.endpoint.origin))
        if not store:
            raise EngineError(NOTHING_UPLOADED)
        found = await HostedTools(server, model).files(question, store)
        named = (replace(each, title=self._title(each.talk) or each.talk) for each in found.sources)
        return replace(found, sources=tuple(named))

    def _price(self, tool: str) -> float | None:
        found = self._found()
        return None if found is None else found.price(tool, Usage(calls=1)).usd

    def _found(self) -> Server | None:
        with contextlib.suppress(EngineError):
            return search_server(self._engines.factory())[0]
        return None

"""Searches the history by meaning for a command."""

from collections.abc import Mapping

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.meaning import Embedder, TextUse
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.archive import Archive
from voiceapp.one_off.terminal_services import TerminalServices

OFF = Failure(
    FailureKind.REJECTED,
    Sentence('Search by meaning is off. "voiceapp settings set history.meaning device" turns it on.'),
)
NOT_READ = Failure(
    FailureKind.REJECTED,
    Sentence("Nothing has been read for its meaning yet. Leave voiceapp open for some minutes, then search again."),
)


def found_by_meaning(query: Query, overrides: Mapping[str, str]) -> HistoryPage:
    """Raises EngineError, and ArchiveError."""
    services = TerminalServices(overrides)
    return services.run(_found(query, services.engines.embedder(), Archive(services.paths.data)))


async def _found(query: Query, embedder: Embedder | None, archive: Archive) -> HistoryPage:
    if embedder is None:
        raise EngineError(OFF)
    question = await embedder.embed([query.words], TextUse.QUERY)
    found = archive.find_near(query, question, embedder.name)
    if found is None:
        raise EngineError(NOT_READ)
    return found

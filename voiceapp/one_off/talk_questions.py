"""Answers a question about the person's own talks for a command."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from voiceapp.core.meaning import TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.core.talk_questions.access import TalkAnswer
from voiceapp.engine_choice.talk_reader import talk_reader
from voiceapp.one_off.archive import Archive
from voiceapp.one_off.terminal_services import TerminalServices
from voiceapp.runtime.talk_answers import answers


async def answers_from_talks(services: TerminalServices, question: str) -> AsyncGenerator[TalkAnswer]:
    """Raises EngineError, and ArchiveError where the history can't be read."""
    meaning, model = await _meaning_of(services, question)
    found = Archive(services.paths.data).find_passages(question, meaning, model)
    reader = await asyncio.to_thread(talk_reader, services.engines, lambda: services.settings)
    async with aclosing(answers(question, found, reader.chat, reader.here, is_fit=reader.is_fit)) as coming:
        async for answer in coming:
            yield answer


async def _meaning_of(services: TerminalServices, question: str) -> tuple[Vectors | None, str]:
    """What it means to which model. None: nothing tells, so that its words have to do."""
    try:
        embedder = services.engines.embedder()
        if embedder is None or not embedder.name:
            return None, ""
        return await embedder.embed([question], TextUse.QUERY), embedder.name
    except EngineError:
        return None, ""

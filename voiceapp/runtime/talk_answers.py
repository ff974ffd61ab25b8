"""Asks a model a question about earlier talks, and hands its answer over as it comes."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from voiceapp.core.failures import NOTHING_ANSWERED
from voiceapp.core.ports import Chat, ChatEnd, ChatText, ChatThought, EngineError
from voiceapp.core.talk_questions.access import AnswerStage, TalkAnswer
from voiceapp.core.talk_questions.passages import FoundPassage, ReadingRoom, chosen
from voiceapp.core.talk_questions.prompt import asked, wishes_for
from voiceapp.core.talk_questions.question_words import question_words
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker

BY_SERVICE = ReadingRoom(16_000, 12)
LONGEST_HERE = 220
"""Tokens of an answer of this device: its models don't know when to stop."""
CHARACTERS_A_TOKEN = 3


def room_here(tokens: int) -> ReadingRoom:
    """Return how much a model of this device reads, which may be given so many tokens of a talk."""
    characters = tokens * CHARACTERS_A_TOKEN
    return ReadingRoom(characters, max(3, min(8, characters // 500)), longest_line=400)


async def answers(
    question: str, found: Sequence[FoundPassage], model: Chat, here: int | None, *, is_fit: bool = True
) -> AsyncGenerator[TalkAnswer]:
    """`here`: this device's model answers, and may be given so many tokens. None: a service does. Not `is_fit`: it would
    say anything, so it isn't asked.

    Nobody is asked where nothing was found. Never raises EngineError: the last answer says what failed.
    """
    room = BY_SERVICE if here is None else room_here(here)
    sources = chosen(found, question_words(question), room)
    if not sources:
        yield TalkAnswer(question, AnswerStage.NOTHING)
        return
    if not is_fit:
        yield TalkAnswer(question, AnswerStage.LISTED, sources)
        return
    traits = model.traits
    answer = TalkAnswer(
        question,
        AnswerStage.ANSWERING,
        sources,
        by=traits.name,
        leaves=traits.leaves_machine,
        is_checked=here is not None,
    )
    yield answer
    try:
        async with aclosing(_written(answer, model, None if here is None else LONGEST_HERE)) as more:
            async for answer in more:
                yield answer
    except EngineError as error:
        yield answer.failed(error.failure)


async def _written(answer: TalkAnswer, model: Chat, longest: int | None) -> AsyncGenerator[TalkAnswer]:
    now = datetime.now().astimezone()
    days = [f"{datetime.fromtimestamp(source.found.at, now.tzinfo):%Y-%m-%d}" for source in answer.sources]
    said = Message(
        ItemId("question"), Speaker.USER, 0.0, asked(answer.question, answer.sources, days), MessageState.DONE
    )
    async with aclosing(model.answer((said,), wishes_for(now.date(), longest))) as pieces:
        async for piece in pieces:
            match piece:
                case ChatText(text):
                    answer = answer.more(clean(text))
                    yield answer
                case ChatThought(takes_back=True):
                    answer = replace(answer, written="")
                case ChatEnd(spent):
                    answer = replace(answer, spent=spent)
                case _:
                    pass
    if not answer.written.strip():
        raise EngineError(NOTHING_ANSWERED)
    yield replace(answer, stage=AnswerStage.DONE)

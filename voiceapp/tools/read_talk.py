"""Reads an earlier talk, as search_talks named it."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, Talk, TalkId
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import moment
from voiceapp.tools.parts.tool_context import ToolContext, asked

LONGEST = 6_000


class TalkArguments(ToolArguments, frozen=True):
    talk: Annotated[str, Meta(description="The talk's name, as search_talks told it.")]


async def _read(context: ToolContext, which: TalkArguments) -> str:
    found: Talk = await asked(lambda then: context.history.load_talk(TalkId(which.talk), then))
    text = "\n".join(line for item in found.items if (line := _line(item)))
    at = moment(datetime.fromtimestamp(found.started_at).astimezone())
    return answer(title=found.title, at=at, said=text[:LONGEST], whole=len(text) <= LONGEST)


def _line(item: Item) -> str:
    return f"{item.speaker.value}: {item.heard_text}" if isinstance(item, Message) and item.heard_text else ""


TOOL = Function(
    "read_talk",
    "What was said in one earlier talk that search_talks found.",
    TalkArguments,
    _read,
    card=ToolCard(
        questions=(Sentence("Read an earlier conversation of yours?"),),
        done=(Sentence("Read “{title}”", title=""), Sentence("Read an earlier conversation")),
    ),
)

"""Asks for JSON of a given form in the ways that servers know: by structured outputs, by a forced call, in JSON mode, in words.

Which of them a model refuses, or passes over without a word, is remembered for it like any other field.
"""

import json
import re
from collections.abc import AsyncGenerator, Callable, Container, Mapping
from contextlib import aclosing
from enum import Enum
from typing import cast

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatThought, ChatTool, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.loose_json import object_in
from voiceapp.core.wishes import AnswerSchema
from voiceapp.openai.model_quirks import ModelQuirks, named

Json = dict[str, object]

REFUSED = Failure(FailureKind.CONTENT_REFUSED, Sentence("The service refused to answer this."))


class Way(Enum):
    """Names the ways, from the strictest to the plainest."""

    SCHEMA = "json_schema"
    CALL = "forced_call"
    MODE = "json_object"
    WORDS = ""


OF_FORMATS = frozenset({"response_format", "text", "tools", "tool_choice"})
"""Fields of a request by which an answer's form is asked for. What is refused of them is the way, not the field."""
REFUSALS: Mapping[str, re.Pattern[str]] = (
    named(
        Way.SCHEMA.value,
        also=r"\bresponse[ _]format|structured[ _-]?outputs?|\btext\.format|\bjson[ _]?schema|\bgrammar\b",
    )
    | named(Way.CALL.value, also=r"\btools?\b|\btool_choice\b|\bfunction[ -]?call|\bfunctions\b|--jinja")
    | named(Way.MODE.value, also=r"\bresponse[ _]format|\bjson[ _]?mode|\btext\.format")
)
_IN_WORDS = "Answer with one JSON object and nothing else. It must fit this JSON schema:\n{schema}"


def way_of(left_out: Container[str]) -> Way:
    """Return the strictest way that isn't refused."""
    return next(way for way in Way if way is Way.WORDS or way.value not in left_out)


def told(way: Way, schema: AnswerSchema) -> str:
    """Return what the instructions have to say of the form, where the request itself doesn't."""
    return _IN_WORDS.format(schema=schema.text) if way in (Way.MODE, Way.WORDS) else ""


def chat_fields(way: Way, schema: AnswerSchema) -> Json:
    """Return what is added to a request of chat/completions."""
    form = _form(schema)
    match way:
        case Way.SCHEMA:
            described = {"name": schema.name, "strict": True, "schema": form}
            return {"response_format": {"type": "json_schema", "json_schema": described}}
        case Way.CALL:
            function = {"name": schema.name, "strict": True, "parameters": form}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": schema.name}},
            }
        case Way.MODE:
            return {"response_format": {"type": "json_object"}}
        case Way.WORDS:
            return {}


def responses_fields(way: Way, schema: AnswerSchema) -> Json:
    """Return what is added to a request of responses."""
    form = _form(schema)
    match way:
        case Way.SCHEMA:
            return {"text": {"format": {"type": "json_schema", "name": schema.name, "strict": True, "schema": form}}}
        case Way.CALL:
            tool = {"type": "function", "name": schema.name, "parameters": form, "strict": True}
            return {"tools": [tool], "tool_choice": {"type": "function", "name": schema.name}}
        case Way.MODE:
            return {"text": {"format": {"type": "json_object"}}}
        case Way.WORDS:
            return {}


def _form(schema: AnswerSchema) -> Json:
    return cast("Json", json.loads(schema.text))


async def structured(quirks: ModelQuirks, answer: Callable[[], AsyncGenerator[ChatPiece]]) -> AsyncGenerator[ChatPiece]:
    """Yield the JSON as one text. `answer` asks in the strictest way that isn't refused, and is called again where the
    model took no notice of it.
    """
    end = ChatEnd()
    while True:
        text, before = "", end.spent
        async with aclosing(answer()) as pieces:
            async for piece in pieces:
                match piece:
                    case ChatText(said):
                        text += said
                    case ChatTool(arguments=arguments):
                        text += arguments
                    case ChatThought(takes_back=back):
                        text = "" if back else text
                        yield piece
                    case ChatEnd():
                        end = ChatEnd(before + piece.spent, shortened=piece.shortened, refused=piece.refused)
                    case _:
                        pass  # an answer of a given form is not spoken
        if end.refused:
            raise EngineError(REFUSED)
        way = way_of(quirks.left_out)
        if way is Way.WORDS or end.shortened or not text.strip() or object_in(text) is not None:
            break
        quirks.left_out.add(way.value)
    yield ChatText(text)
    yield end

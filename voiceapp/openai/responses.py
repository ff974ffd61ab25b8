"""Speaks chat over HTTP by the newer responses endpoint, which lets models think and use tools at once."""

import json
from collections.abc import AsyncGenerator, Collection, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatThought, ChatTool, EngineError, pieces_of
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.recap import fitted
from voiceapp.core.text.thoughts import AnswerBeginning, ThoughtSplitter
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState, Usage
from voiceapp.core.wishes import AnswerSchema, SessionWishes, ToolSpec
from voiceapp.openai.chat import (
    CONTEXT,
    SPOKEN,
    ServedChat,
    answer_beginning,
    data_url,
    parameters_of,
)
from voiceapp.openai.connections import STANDSTILL
from voiceapp.openai.errors import failure_in_stream
from voiceapp.openai.json_fields import fields_in, list_in, number_in, text_in
from voiceapp.openai.model_quirks import ModelQuirks, named
from voiceapp.openai.sampling_fields import REFUSALS as SAMPLING_REFUSALS
from voiceapp.openai.sampling_fields import responses_sampling
from voiceapp.openai.structured_answers import REFUSALS, Way, responses_fields

SUMMARY = "reasoning.summary"
"""Asks what the model thought, which some accounts may not know."""


class ResponsesChat(ServedChat):
    """Meets `core.ports.Chat`."""

    call = "responses"
    optional = (
        dict(REFUSALS)
        | named(SUMMARY, also=r"\breasoning summar")
        | named("reasoning", also=r"\breasoning[ _]effort\b")
        | named("max_output_tokens")
        | named("store")
        | named("tools", also=r"\btools?\b|\btool_choice\b|\bfunction[ -]?call")
        | named("stream", also=r"\bstreaming\b")
        | dict(SAMPLING_REFUSALS)
    )

    async def _ask(self, model: str, body: Mapping[str, object], quirks: ModelQuirks) -> AsyncGenerator[ChatPiece]:
        end, came, refused = ChatEnd(), 0, False
        thinking = ThoughtSplitter(
            answer_beginning(model, quirks, own_words=self._server.provider.tells_thoughts_apart)
        )
        stream = self._server.stream(self.call, body, model=model, patience=STANDSTILL)
        try:
            async with stream as answer, aclosing(answer.parts()) as events:
                async for event in events:
                    kind = text_in(event, "type")
                    came += len(text_in(event, "delta"))
                    refused = refused or kind == "response.refusal.delta" or _refuses(event)
                    if kind in ("response.output_text.delta", "response.refusal.delta"):
                        for piece in pieces_of(thinking.add(text_in(event, "delta"))):
                            yield piece
                    elif kind in _THOUGHTS:
                        thinking.apart()
                        yield ChatThought(text_in(event, "delta"))
                    elif kind == "response.output_item.done":
                        for call in _calls(fields_in(event, "item")):
                            yield call
                    elif kind in ("response.completed", "response.incomplete"):
                        end = self._end(model, fields_in(event, "response"), shortened=kind == "response.incomplete")
                    elif kind == "response.failed":
                        raise EngineError(failure_of(fields_in(event, "response")))
                    elif text_in(event, "object") == "response":
                        for part in _whole(event, thinking):
                            yield part
                        end = self._end(model, event, shortened=text_in(event, "status") == "incomplete")
        finally:
            if came and not end.spent:
                end = ChatEnd((self._server.spent_roughly(model, body, came),), shortened=end.shortened)
        for piece in pieces_of(thinking.end(cut=end.shortened)):
            yield piece
        quirks.begins = AnswerBeginning.THINKING if thinking.began_inside else AnswerBeginning.SAYING
        yield replace(end, refused=refused)

    def _asking(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, quirks: ModelQuirks
    ) -> tuple[Collection[str], AsyncGenerator[ChatPiece]]:
        sent, answer = super()._asking(model, items, wishes, quirks)
        return {*sent, SUMMARY} if "reasoning" in sent and SUMMARY not in quirks.left_out else sent, answer

    def _form(self, way: Way, schema: AnswerSchema) -> dict[str, object]:
        return responses_fields(way, schema)

    def _end(self, asked: str, response: Mapping[str, object], *, shortened: bool) -> ChatEnd:
        usage = fields_in(response, "usage")
        if not usage:
            return ChatEnd((), shortened=shortened)
        model = text_in(response, "model") or asked
        return ChatEnd((self._server.spent(model, usage_of(usage)),), shortened=shortened)

    def _body(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, left_out: Collection[str]
    ) -> dict[str, object]:
        body: dict[str, object] = {
            "model": model,
            "input": _input(items),
            "stream": True,
            "store": False,
        }
        instructions = "\n\n".join(part for part in (wishes.told_services, SPOKEN if wishes.spoken else "") if part)
        if instructions:
            body["instructions"] = instructions
        if wishes.tools:
            body["tools"] = [_tool(tool) for tool in wishes.tools]
        if wishes.tools and not wishes.may_call and "tools" not in left_out:
            body["tool_choice"] = "none"
        if wishes.max_reply_tokens:
            body["max_output_tokens"] = max(16, wishes.max_reply_tokens)
        if wishes.effort:
            told = wishes.effort != "none" and not wishes.side_job and SUMMARY not in left_out
            body["reasoning"] = {"effort": wishes.effort} | ({"summary": "auto"} if told else {})
        return body | responses_sampling(model, wishes)


def usage_of(usage: Mapping[str, object]) -> Usage:
    """Read the usage of a response."""
    came = fields_in(usage, "input_tokens_details")
    return Usage(
        text_in=number_in(usage, "input_tokens"),
        cached_text_in=number_in(came, "cached_tokens"),
        written_text_in=number_in(came, "cache_write_tokens"),
        text_out=number_in(usage, "output_tokens"),
    )


_THOUGHTS = ("response.reasoning_text.delta", "response.reasoning_summary_text.delta")


def _calls(item: Mapping[str, object]) -> Iterator[ChatTool]:
    if text_in(item, "type") == "function_call":
        yield ChatTool(text_in(item, "call_id"), text_in(item, "name"), text_in(item, "arguments") or "{}")


def _refuses(response: Mapping[str, object]) -> bool:
    """Say whether an answer that came as a whole is a refusal."""
    return any(text_in(part, "refusal") for item in list_in(response, "output") for part in list_in(item, "content"))


def _whole(response: Mapping[str, object], thinking: ThoughtSplitter) -> Iterator[ChatPiece]:
    """Reads an answer that came as a whole."""
    for item in list_in(response, "output"):
        for part in list_in(item, "content"):
            text = text_in(part, "text") or text_in(part, "refusal")
            if text_in(item, "type") == "reasoning":
                yield ChatThought(text)
            else:
                yield from pieces_of(thinking.add(text))
        yield from _calls(item)


def _input(items: Sequence[Item]) -> list[dict[str, object]]:
    told: list[dict[str, object]] = []
    for item in fitted(items, CONTEXT).items:
        match item:
            case Message(speaker=Speaker.USER):
                parts = list[dict[str, object]]()
                if item.text:
                    parts.append({"type": "input_text", "text": item.text})
                parts += [
                    {"type": "input_image", "image_url": data_url(image), "detail": "auto"} for image in item.images
                ]
                if parts:
                    told.append({"role": "user", "content": parts})
            case Message():
                if item.heard_text.strip():
                    told.append({"role": "assistant", "content": item.heard_text})
            case ToolCall(state=ToolState.DONE | ToolState.FAILED | ToolState.REFUSED):
                name = item.call_id or str(item.id)
                told.append({"type": "function_call", "call_id": name, "name": item.name, "arguments": item.arguments})
                told.append({"type": "function_call_output", "call_id": name, "output": item.output})
            case _:
                pass
    return told


def _tool(tool: ToolSpec) -> dict[str, object]:
    return {
        "type": "function",
        "name": tool.name,
        "description": tool.description,
        "parameters": parameters_of(tool),
        "strict": False,
    }


def failure_of(response: Mapping[str, object]) -> Failure:
    """Return why the service could not answer."""
    error = fields_in(response, "error")
    code = text_in(error, "code")
    if code in ("content_filter", "policy_violation"):
        return Failure(FailureKind.CONTENT_REFUSED, Sentence("The service refused to answer this."), code)
    return failure_in_stream(json.dumps({"error": dict(error)}))

"""Chat over HTTP in its newer form: the responses endpoint, which lets models think and use tools at once."""

from collections.abc import AsyncGenerator, Mapping, Sequence

from voiceapp.core.context import fitted
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatTool, EngineError
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState, Usage
from voiceapp.core.wishes import SessionWishes, ToolSpec
from voiceapp.openai.chat import CONTEXT, DEFAULT_MODEL, SPOKEN, data_url, parameters_of
from voiceapp.openai.choosing import ModelChoice
from voiceapp.openai.http import Server, failure_in_stream, fields_in, number_in, text_in


class Responses:
    """Meets `core.ports.Chat`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._choice = ModelChoice(server, Role.CHAT, model, DEFAULT_MODEL)

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits("Your words go")

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        end = ChatEnd()
        model = await self._choice.name()
        async with self._server.stream("responses", self._body(model, items, wishes), model=model) as answer:
            async for event in answer.events():
                kind = text_in(event, "type")
                if kind in ("response.output_text.delta", "response.refusal.delta"):
                    yield ChatText(text_in(event, "delta"))
                elif kind == "response.output_item.done":
                    item = fields_in(event, "item")
                    if text_in(item, "type") == "function_call":
                        yield ChatTool(
                            text_in(item, "call_id"), text_in(item, "name"), text_in(item, "arguments") or "{}"
                        )
                elif kind in ("response.completed", "response.incomplete"):
                    end = self._end(model, fields_in(event, "response"), shortened=kind == "response.incomplete")
                elif kind == "response.failed":
                    raise EngineError(_failure(fields_in(event, "response")))
        yield end

    def _end(self, asked: str, response: Mapping[str, object], *, shortened: bool) -> ChatEnd:
        usage = fields_in(response, "usage")
        if not usage:
            return ChatEnd((), shortened=shortened)
        counted = Usage(
            text_in=number_in(usage, "input_tokens"),
            cached_text_in=number_in(fields_in(usage, "input_tokens_details"), "cached_tokens"),
            text_out=number_in(usage, "output_tokens"),
        )
        model = text_in(response, "model") or asked
        return ChatEnd((self._server.spent(model, counted),), shortened=shortened)

    def _body(self, model: str, items: Sequence[Item], wishes: SessionWishes) -> dict[str, object]:
        body: dict[str, object] = {
            "model": model,
            "input": _input(items),
            "stream": True,
            "store": False,
        }
        instructions = "\n\n".join(part for part in (wishes.instructions, SPOKEN if wishes.spoken else "") if part)
        if instructions:
            body["instructions"] = instructions
        if wishes.tools:
            body["tools"] = [_tool(tool) for tool in wishes.tools]
        if wishes.max_reply_tokens:
            body["max_output_tokens"] = max(16, wishes.max_reply_tokens)
        if wishes.effort:
            body["reasoning"] = {"effort": wishes.effort}
        return body


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


def _failure(response: Mapping[str, object]) -> Failure:
    error = fields_in(response, "error")
    code = text_in(error, "code")
    if code in ("content_filter", "policy_violation"):
        return Failure(FailureKind.CONTENT_REFUSED, "The service refused to answer this.", code)
    return failure_in_stream('{"error": {"code": "%s"}}' % code.replace('"', "").replace("\\", ""))  # noqa: UP031

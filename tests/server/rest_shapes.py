"""What the service's answers over HTTP look like, byte for byte and field for field."""

import re
from collections.abc import Sequence
from typing import Any

from tests.server.script import Reply

USAGE = {"prompt_tokens": 20, "completion_tokens": 7, "total_tokens": 27}


def tool_calls(reply: Reply) -> list[dict[str, Any]]:
    return [
        {"id": f"call_{number}", "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for number, call in enumerate(reply.calls)
    ]


def completion(model: str, reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None if reply.calls else reply.text, "refusal": None}
    if reply.calls:
        message["tool_calls"] = tool_calls(reply)
    choice = {
        "index": 0,
        "message": message,
        "logprobs": None,
        "finish_reason": "tool_calls" if reply.calls else "stop",
    }
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [choice],
        "usage": USAGE,
    }


def chunk(model: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model}


def chunks(model: str, reply: Reply) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    for number, call in enumerate(tool_calls(reply)):
        function = call["function"]
        middle = len(function["arguments"]) // 2
        first = {"name": function["name"], "arguments": function["arguments"][:middle]}
        deltas.append({"tool_calls": [{"index": number, "id": call["id"], "type": "function", "function": first}]})
        deltas.append({"tool_calls": [{"index": number, "function": {"arguments": function["arguments"][middle:]}}]})
    if not reply.calls:
        name = "refusal" if reply.refusal else "content"
        deltas += [{name: word} for word in re.findall(r"\S+\s*", reply.text)]
    chunks = [
        {**chunk(model), "choices": [{"index": 0, "delta": delta, "finish_reason": None}], "usage": None}
        for delta in deltas
    ]
    end = {"index": 0, "delta": {}, "finish_reason": "tool_calls" if reply.calls else "stop"}
    return [*chunks, {**chunk(model), "choices": [end], "usage": None}]


def response(
    model: str, reply: Reply, before: Sequence[dict[str, Any]] = (), marks: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """`before`: what the service did before it answered. `marks`: what it says of places in its text."""
    if reply.calls:
        call = reply.calls[0]
        item: dict[str, Any] = {
            "id": "fc_1",
            "type": "function_call",
            "status": "completed",
            "call_id": "call_0",
            "name": call.name,
            "arguments": call.arguments,
        }
    else:
        content = {"type": "output_text", "text": reply.text, "annotations": list(marks), "logprobs": []}
        item = {"id": "msg_1", "type": "message", "status": "completed", "role": "assistant", "content": [content]}
    usage = {
        "input_tokens": 20,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": 7,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 27,
    }
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "status": "completed",
        "model": model,
        "output": [*before, item],
        "usage": usage,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "temperature": None,
        "top_p": None,
    }

"""The older completions: a text goes on where it ends, in chunks of text."""

import re
from typing import Any

from openai.types import Completion

from tests.server.rest_shapes import USAGE
from tests.server.script import Reply


def completion_chunks(model: str, reply: Reply) -> list[dict[str, Any]]:
    def of(text: str, reason: str | None) -> dict[str, Any]:
        choice = {"text": text, "index": 0, "logprobs": None, "finish_reason": reason}
        return {"id": "cmpl-1", "object": "text_completion", "created": 1, "model": model, "choices": [choice]}

    chunks = [of(word, None) for word in re.findall(r"\s*\S+\s*?", reply.text)] + [of("", "length")]
    for chunk in chunks[-1:]:
        Completion.model_validate(chunk)
    return [*chunks, {**of("", None), "choices": [], "usage": USAGE}]

"""Writes the grammar of JSON that fits a schema, as llama.cpp's guidance takes it."""

import json
from typing import cast

_FORM = {"x-guidance": {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}}
"""Line ends and indents, which only cost time, are a third of what small models write else."""


def json_grammar(schema: str) -> str:
    """Return the grammar of an answer that fits the schema, in one line."""
    return f"%llguidance {{}}\nstart: %json {json.dumps(cast('dict[str, object]', json.loads(schema)) | _FORM)}\n"

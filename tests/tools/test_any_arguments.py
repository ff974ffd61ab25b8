"""Whatever a model writes as arguments, a tool answers in words: it never breaks."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.tools.world import ToolWorld
from voiceapp.core.ports import ToolError
from voiceapp.tools import TOOLS
from voiceapp.tools.parts.function import LONGEST_OUTPUT

FIELDS = sorted(
    {
        name
        for tool in ToolWorld(Path(tempfile.gettempdir())).tools.values()
        for name in json.loads(tool.spec.parameters)["properties"]
    }
)
NAMES = sorted(ToolWorld(Path(tempfile.gettempdir())).tools)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.dates().map(str),
    st.datetimes().map(lambda at: at.isoformat()),
    st.sampled_from(["km", "°F", "l/100km", "Asia/Tokyo", "tea", "https://example.org", "9**9**9", "2026-11-30T09:00"]),
    st.lists(st.integers(), max_size=3),
)


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(FIELDS), values, max_size=6))
@example("search_talks", {"until": "9999-12-31"})
@example("search_talks", {"since": "0001-01-01"})
@example("set_timer", {"hours": 1e308})
@example("set_reminder", {"at": "9999-12-31T23:59:59", "text": "x"})
@example("convert_units", {"value": 1e308, "source": "ly", "target": "nm"})
def test_a_tool_answers_or_says_why_not(name: str, arguments: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tool = ToolWorld(Path(folder)).tool(name)
        try:
            said = asyncio.run(tool.run(json.dumps(arguments)))
        except ToolError as error:
            said = str(error)
    assert 0 < len(said) <= LONGEST_OUTPUT + 20


def test_every_tool_is_tried() -> None:
    assert len(NAMES) == len(TOOLS)

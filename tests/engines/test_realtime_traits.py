"""What is known of a Realtime service before anybody has talked to it."""

import pytest

from voiceapp.engines.realtime.connect import RealtimeServer
from voiceapp.engines.realtime.engine import RealtimeEngine
from voiceapp.providers import endpoint_at


@pytest.mark.parametrize(("address", "known"), [("https://api.openai.com/v1", True), ("http://127.0.0.1:1/v1", False)])
def test_only_who_is_known_to_forget_prepares_unasked(address: str, known: bool) -> None:
    traits = RealtimeEngine(RealtimeServer(endpoint_at(address), lambda: None)).traits
    assert (traits.prepares, traits.takes_back) == (True, known)

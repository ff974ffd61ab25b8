"""A server that the person has switched on counts as on, however it fares."""

import pytest

from voiceapp.core.tool_servers.access import ServerCard, ServerState


@pytest.mark.parametrize(
    ("state", "on"),
    [
        (ServerState.OFF, False),
        (ServerState.CHANGED, False),
        (ServerState.UNUSABLE, False),
        (ServerState.STARTING, True),
        (ServerState.READY, True),
        (ServerState.SIGN_IN, True),
        (ServerState.FAILED, True),
    ],
)
def test_what_counts_as_on(state: ServerState, *, on: bool) -> None:
    assert ServerCard("a", "run a", state).on is on

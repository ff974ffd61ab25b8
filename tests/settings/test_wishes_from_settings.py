"""The settings in the terms of the core."""

from dataclasses import dataclass, field

import pytest

from voiceapp.core.wishes import Permission, ToolCard, ToolSpec
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SENSITIVITIES, barge_in, permissions, session_wishes


@pytest.mark.parametrize(
    ("spoken", "only", "several"),
    [((), "", ()), (("de",), "de", ()), (("de", "en"), "", ("de", "en")), (("en", "en"), "en", ())],
)
def test_several_languages_force_no_talk_into_the_first(
    spoken: tuple[str, ...], only: str, several: tuple[str, ...]
) -> None:
    wishes = session_wishes(Settings().with_value("talking.languages", spoken))
    assert (wishes.language, wishes.languages) == (only, several)


@pytest.mark.parametrize("sensitivity", SENSITIVITIES)
def test_the_detectors_threshold_is_the_same_over_a_reply_as_otherwise(sensitivity: str) -> None:
    settings = Settings().with_value("sound.detector_threshold", 0.7)
    wishes = barge_in(settings.with_value("talking.barge_in_sensitivity", sensitivity))
    assert wishes.onset == 0.7


@dataclass(frozen=True)
class ElsewheresTool:
    """A tool of another program."""

    read_only: bool
    spec: ToolSpec = field(default_factory=lambda: ToolSpec("s__t", "", "{}"))
    suggested: Permission = Permission.ASK

    @property
    def card(self) -> ToolCard:
        return ToolCard(may_always=self.read_only)

    async def run(self, arguments: str) -> str:
        return arguments


@pytest.mark.parametrize(
    ("chosen", "read_only", "holds"),
    [
        ("always", True, Permission.ALWAYS),
        ("always", False, Permission.ASK),
        ("never", False, Permission.NEVER),
        ("", True, Permission.ASK),
    ],
)
def test_what_may_change_something_elsewhere_asks_whatever_is_chosen(
    chosen: str, holds: Permission, *, read_only: bool
) -> None:
    settings = Settings()
    if chosen:
        settings = settings.with_value("tools.permissions.s__t", chosen)
    assert permissions(settings, [ElsewheresTool(read_only)]) == {"s__t": holds}

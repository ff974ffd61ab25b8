"""The settings in the terms of the core."""

import pytest

from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import session_wishes


@pytest.mark.parametrize(
    ("spoken", "only", "several"),
    [((), "", ()), (("de",), "de", ()), (("de", "en"), "", ("de", "en")), (("en", "en"), "en", ())],
)
def test_several_languages_force_no_talk_into_the_first(
    spoken: tuple[str, ...], only: str, several: tuple[str, ...]
) -> None:
    wishes = session_wishes(Settings().with_value("talking.languages", spoken))
    assert (wishes.language, wishes.languages) == (only, several)

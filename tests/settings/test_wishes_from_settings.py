"""The settings in the terms of the core."""

import pytest

from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SENSITIVITIES, barge_in, session_wishes


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

"""What was exported as JSON comes back as it was."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exports.rich import RICH, SOUNDS
from tests.talks import talks
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import Talk
from voiceapp.exports import FORMATS
from voiceapp.imports import BadFileError, read


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talks())
def test_json_comes_back_without_loss(talk: Talk) -> None:
    assert read(FORMATS["json"].render(talk, ExportWishes(), {})).talks == (talk,)


def test_sound_comes_back_without_loss() -> None:
    bundle = read(FORMATS["json"].render(RICH, ExportWishes(with_sound=True), SOUNDS))
    assert bundle.talks == (RICH,)
    assert bundle.sounds == SOUNDS


def test_several_talks_come_back_from_one_file() -> None:
    one = FORMATS["json"].render(RICH, ExportWishes(), {})
    assert read(FORMATS["json"].join([one, one])).talks == (RICH, RICH)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "a JSON file"),
        (b"\xff\xfe\x00", "a JSON file"),
        (b"[" * 100_000, "a JSON file"),
        (b"{}", "no conversations"),
        (b"[]", "no conversations"),
        (b'[{"title": "x"}]', "no conversations"),
        (b'{"format": "voiceapp", "version": 99, "talks": []}', "later version"),
        (b'{"format": "voiceapp", "version": 1, "talks": [{}]}', "damaged"),
        (b'{"format": "voiceapp", "talks": []}', "damaged"),
        (b"PK\x03\x04 not really", "archive"),
        (b'{"format": "voiceapp", "version": 1, "talks": [], "later": [{"x": 9223372036854775808}]}', "A number"),
        (b'{"format": "voiceapp", "version": 1, "talks": [], "later": NaN}', "A number"),
        (b'{"format": "voiceapp", "version": 1, "talks": [{"id": "t", "started_at": -1, "items": []}]}', "damaged"),
    ],
)
def test_a_file_that_is_none_of_these_is_said_so(content: bytes, why: str) -> None:
    with pytest.raises(BadFileError, match=why):
        read(content)


def test_what_a_later_minor_version_adds_is_passed_over() -> None:
    content = json.loads(FORMATS["json"].render(RICH, ExportWishes(), {}))
    content["talks"][0]["mood"] = content["talks"][0]["items"][0]["smell"] = "tea"
    assert read(json.dumps(content).encode()).talks == (RICH,)


def test_a_recording_that_cannot_be_played_is_said_so() -> None:
    file = {"format": "voiceapp", "version": 1, "talks": [], "sounds": {"s": {"data": "AAAA"}}}
    with pytest.raises(BadFileError, match="recording"):
        read(json.dumps(file).encode())

"""The names of those who speak in a recording, in every format."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.readers import vtt_cues
from tests.talks import NASTY, said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import ItemId, Talk
from voiceapp.exports import FORMATS
from voiceapp.imports import own
from voiceapp.imports.bundle import ImportedFile, no_pictures

WISHES = ExportWishes(time_zone="UTC", user_name="Myself")


def rendered(name: str, talk: Talk) -> bytes:
    return FORMATS[name].render(talk, WISHES, {})


@pytest.mark.parametrize("name", ["txt", "md", "html", "srt", "vtt", "csv"])
def test_persons_of_a_recording_are_called_by_their_names(name: str) -> None:
    ana = replace(said("Good morning.", sound_ms=2000), id=ItemId("1"), voice="Ana\nMaria")
    ben = replace(said("Good morning to you.", sound_ms=2000), id=ItemId("2"), at=ana.at + 4, voice="Ben")
    shown = rendered(name, talk_of(ana, ben)).decode()
    assert "Ana Maria" in " ".join(shown.split())
    assert "Ben" in shown
    assert "Myself" not in shown


def test_one_person_alone_is_not_named_in_every_subtitle() -> None:
    ana = replace(said("Good morning.", sound_ms=2000), voice="Ana")
    assert "Ana" not in rendered("srt", talk_of(ana)).decode()


def test_names_come_back_from_our_own_file() -> None:
    ana = replace(said("Good morning."), voice="Ana")
    content = rendered("json", talk_of(ana, said("Hello.")))
    bundle = own.read(ImportedFile(content, json.loads(content), no_pictures))
    assert bundle is not None
    assert [getattr(item, "voice", None) for item in bundle.talks[0].items] == ["Ana", ""]


@given(st.sampled_from(NASTY) | st.text(max_size=30))
def test_no_name_breaks_a_subtitle(name: str) -> None:
    line = replace(said("Good morning.", sound_ms=2000), voice=name)
    assert "Good morning." in "".join(text for *_, text in vtt_cues(rendered("vtt", talk_of(line))))

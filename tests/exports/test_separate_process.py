"""Heavy formats are made in a process of their own, to the same bytes."""

import sys
import time
from pathlib import Path

import pytest

from tests.exports.rich import RICH, SOUNDS
from voiceapp.core.history import ExportWishes
from voiceapp.exports import FORMATS
from voiceapp.exports.errors import ExportError
from voiceapp.exports.separate_process import render_apart

WISHES = ExportWishes(time_zone="UTC")


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.heavy])
def test_it_comes_to_the_same_file(name: str) -> None:
    assert render_apart(name, RICH, WISHES, {}) == FORMATS[name].render(RICH, WISHES, {})


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_talk_comes_to_the_same_file_on_another_day(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FORMATS[name].render(RICH, WISHES, SOUNDS)
    another_day = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: another_day)
    assert FORMATS[name].render(RICH, WISHES, SOUNDS) == first


def test_recordings_go_along() -> None:
    assert render_apart("flac", RICH, WISHES, SOUNDS) == FORMATS["flac"].render(RICH, WISHES, SOUNDS)


def test_what_lies_where_the_app_was_started_is_not_taken_for_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    (tmp_path / "pickle.py").write_text(f"open({str(taken)!r}, 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    render_apart("md", RICH, WISHES, {})
    assert not taken.exists()


def test_what_cannot_be_made_is_told_as_if_it_were_made_here() -> None:
    with pytest.raises(ExportError) as here:
        FORMATS["wav"].render(RICH, WISHES, {})
    with pytest.raises(ExportError) as apart:
        render_apart("wav", RICH, WISHES, {})
    assert apart.value.failure == here.value.failure


def test_where_there_can_be_no_process_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    assert render_apart("md", RICH, WISHES, {}) == FORMATS["md"].render(RICH, WISHES, {})

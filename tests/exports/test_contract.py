"""Every format keeps what it declares: fronts go by the declaration and ask nothing else."""

from dataclasses import fields, replace

import pytest

from tests.exports.rich import EMPTY, RICH, SOUNDS
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.core.summaries.summary import NO_SUMMARIES
from voiceapp.core.transcript import ItemId, Message
from voiceapp.exports import EXPORTERS, FORMATS, Exporter
from voiceapp.exports.errors import ExportError

PLAIN = ExportWishes(time_zone="UTC")
TASKLESS = replace(RICH, summaries=NO_SUMMARIES)
CHANGED = {
    "language": replace(PLAIN, language="de"),
    "user_name": replace(PLAIN, user_name="Ada"),
    "assistant_name": replace(PLAIN, assistant_name="Computer"),
    "timestamps": replace(PLAIN, timestamps=False),
    "unheard": replace(PLAIN, unheard=False),
    "tools": replace(PLAIN, tools=False),
    "only": replace(PLAIN, only="user"),
    "item": replace(PLAIN, item=ItemId("talk-0003")),
    "time_zone": replace(PLAIN, time_zone="Asia/Tokyo"),
    "summary": replace(PLAIN, summary=False),
    "with_sound": replace(PLAIN, with_sound=True),
    "mix": replace(PLAIN, mix=SpeakersMix.LEFT_RIGHT),
    "longest_pause": replace(PLAIN, longest_pause=1000),
}
every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=[each.format.name for each in EXPORTERS])


def test_every_choice_is_tried() -> None:
    assert set(CHANGED) == {field.name for field in fields(ExportWishes)}


def test_every_name_stands_for_one_format() -> None:
    assert len(FORMATS) == len(EXPORTERS)


@every_exporter
def test_just_the_choices_that_it_names_change_the_file(exporter: Exporter) -> None:
    plain = exporter.render(RICH, PLAIN, SOUNDS)
    change = {name for name, wishes in CHANGED.items() if exporter.render(RICH, wishes, SOUNDS) != plain}
    assert change == exporter.format.choices


@every_exporter
def test_it_is_text_or_it_is_not(exporter: Exporter) -> None:
    content = exporter.render(RICH, PLAIN, SOUNDS)
    try:
        content.decode()
        is_text = b"\0" not in content
    except UnicodeDecodeError:
        is_text = False
    assert is_text == exporter.format.is_text


@every_exporter
def test_it_needs_sound_or_does_without(exporter: Exporter) -> None:
    try:
        exporter.render(RICH, PLAIN, {})
    except ExportError:
        assert exporter.format.needs_sound
    else:
        assert not exporter.format.needs_sound


@every_exporter
def test_it_needs_tasks_or_does_without(exporter: Exporter) -> None:
    try:
        exporter.render(TASKLESS, PLAIN, SOUNDS)
    except ExportError:
        assert exporter.format.needs_tasks
    else:
        assert not exporter.format.needs_tasks


@every_exporter
def test_sound_is_asked_for_only_where_it_changes_the_file(exporter: Exporter) -> None:
    form = exporter.format
    assert form.reads_sound(PLAIN) == form.needs_sound
    assert form.reads_sound(replace(PLAIN, with_sound=True)) == (form.needs_sound or "with_sound" in form.choices)


@every_exporter
def test_its_times_are_the_words_times_where_it_is_timed(exporter: Exporter) -> None:
    items = (replace(item, words=()) if isinstance(item, Message) else item for item in RICH.items)
    wordless = replace(RICH, items=tuple(items))
    differs = exporter.render(wordless, PLAIN, SOUNDS) != exporter.render(RICH, PLAIN, SOUNDS)
    assert differs == exporter.format.timed


@every_exporter
def test_it_joins_talks_or_cannot(exporter: Exporter) -> None:
    if exporter.format.joins:
        files = [exporter.render(talk, PLAIN, SOUNDS) for talk in (RICH, EMPTY)]
        assert len(exporter.join(files)) >= len(files[0])
    else:
        with pytest.raises(AttributeError):
            exporter.join([])


@every_exporter
def test_what_suits_a_recording_is_text_without_sound(exporter: Exporter) -> None:
    if exporter.format.for_transcripts:
        assert exporter.format.is_text
        assert not exporter.format.needs_sound

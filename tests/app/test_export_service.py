"""The window's way to files and back."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.exports.readers import sound_facts
from tests.exports.rich import RICH, SOUNDS
from tests.storage.ask import answer, found, load
from tests.talks import said, talk_of
from voiceapp.app.export_service import ExportService
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import Message, TalkId
from voiceapp.exports import FORMATS
from voiceapp.imports import Bundle
from voiceapp.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "data", RecordingFiles(), print)
    store.start()
    store.keep_talk(RICH)
    for item in RICH.items:
        store.keep_item(RICH.id, item)
        if isinstance(item, Message) and item.sound in SOUNDS:
            store.keep_sound(item.sound, SOUNDS[item.sound])
            store.end_sound(item.sound, keep=True)
    yield store
    store.close()


@pytest.fixture
def away(store: Store) -> Iterator[ExportService]:
    questions = WorkerPool()
    yield ExportService(store, questions.work)
    questions.close()


def test_every_format_is_on_the_list(away: ExportService) -> None:
    assert [each.name for each in away.formats()] == list(FORMATS)
    assert all(each.suffix.startswith(".") and each.label and each.media_type for each in away.formats())


def test_a_talk_comes_out_with_its_sound(away: ExportService) -> None:
    content = found(partial(away.export, RICH.id, "flac", ExportWishes()))
    assert sound_facts(content).startswith("24000 Hz, 1 channels")
    page = found(partial(away.export, RICH.id, "html", ExportWishes(with_sound=True)))
    assert page.count(b"<audio") == len(SOUNDS)


def test_into_a_folder_it_goes_under_its_title(away: ExportService, tmp_path: Path) -> None:
    path = found(partial(away.export_to, RICH.id, "md", ExportWishes(time_zone="UTC"), str(tmp_path)))
    assert Path(path).name == "2025-10-09 Weather, cherry blossoms & a very long word.md"
    exact = tmp_path / "here.md"
    assert found(partial(away.export_to, RICH.id, "md", ExportWishes(), str(exact))) == str(exact)
    assert exact.read_bytes()


@pytest.mark.parametrize(
    ("talk", "name", "kind"),
    [("nowhere", "md", FailureKind.NOT_FOUND), (RICH.id, "doc", FailureKind.REJECTED)],
)
def test_what_cannot_be_had_is_said_so(away: ExportService, talk: str, name: str, kind: FailureKind) -> None:
    got = answer(partial(away.export, TalkId(talk), name, ExportWishes()))
    assert isinstance(got, Failure)
    assert got.kind is kind


def test_a_place_that_cannot_be_written_is_said_so(away: ExportService, tmp_path: Path) -> None:
    got = answer(partial(away.export_to, RICH.id, "md", ExportWishes(), str(tmp_path / "no" / "x.md")))
    assert isinstance(got, Failure)
    nothing = answer(partial(away.export_to, RICH.id, "md", ExportWishes(time_zone="Nowhere"), str(tmp_path)))
    assert isinstance(nothing, Failure)


def test_a_file_comes_in_and_is_there(away: ExportService, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(FORMATS["json"].render(talk_of(said("hello"), name="new"), ExportWishes(), {}))
    assert found(partial(away.import_file, str(file))) == ("new",)
    assert load(store, "new").items
    assert isinstance(answer(partial(away.import_file, str(tmp_path / "nowhere"))), Failure)


def test_a_talk_that_was_exported_and_deleted_comes_back_with_its_sound(
    away: ExportService, store: Store, tmp_path: Path
) -> None:
    path = found(partial(away.export_to, RICH.id, "json", ExportWishes(with_sound=True), str(tmp_path)))
    store.delete_talk(RICH.id)
    assert found(partial(away.import_file, path)) == (RICH.id,)
    back = load(store, RICH.id)
    assert [item.at for item in back.items] == [item.at for item in RICH.items]
    sounds = found(partial(store.load_sounds, back))
    assert list(sounds.values()) == list(SOUNDS.values())


def test_an_import_with_numbers_that_no_database_takes_is_answered(away: ExportService, tmp_path: Path) -> None:
    file = tmp_path / "talks.json"
    good = FORMATS["json"].render(talk_of(said("tea", talk="new"), name="new"), ExportWishes(), {})
    for field, value in (("sound_ms", str(2**63)), ("heard", str(2**70)), ("at", "1e300"), ("at", "-3e9")):
        document = json.loads(good)
        document["talks"][0]["items"][0][field] = "HERE"
        file.write_text(json.dumps(document).replace('"HERE"', value))
        told = answer(partial(away.import_file, str(file)))
        assert isinstance(told, Failure)
        assert told.kind is FailureKind.BAD_FILE


@pytest.mark.expects_log
def test_talks_that_no_database_takes_are_answered(store: Store) -> None:
    """Whoever reads files should have seen it; the one who waits is answered all the same."""
    talk = talk_of(said("tea", talk="new", sound_ms=2**63), name="new")
    told = answer(partial(store.import_talks, Bundle((talk,), {})))
    assert isinstance(told, Failure)
    assert told.kind is FailureKind.BAD_FILE
    assert isinstance(answer(partial(store.load_talk, talk.id)), Failure)


@pytest.mark.expects_log
def test_a_fault_of_ours_in_an_import_is_answered(
    away: ExportService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("voiceapp.talk_files.read_import", broken)
    (tmp_path / "talks.json").write_bytes(b"{}")
    told = answer(partial(away.import_file, str(tmp_path / "talks.json")))
    assert isinstance(told, Failure)
    assert told.kind is FailureKind.BUG

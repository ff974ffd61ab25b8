"""Notes lie in a file of their own: whole, the person's alone, and set aside where it is damaged."""

import stat
import threading
from pathlib import Path

import pytest

from voiceapp.core.notes.book import Notes, added, removed
from voiceapp.storage.note_store import NoteStore


def test_what_is_noted_is_there_after_a_restart_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    told: list[Notes] = []
    store = NoteStore(tmp_path / "notes.json", told.append)
    assert store.notes == ()
    store.edit(lambda notes: added(notes, ["Grüße 東京"], "x", 1.0))
    again = NoteStore(tmp_path / "notes.json")
    assert again.notes == store.notes == told[-1]
    assert stat.S_IMODE((tmp_path / "notes.json").stat().st_mode) == 0o600


def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "notes.json")
    store.edit(lambda notes: removed(notes, {1}))
    assert not (tmp_path / "notes.json").exists()


def test_what_others_wrote_is_read_again(tmp_path: Path) -> None:
    store, other = NoteStore(tmp_path / "notes.json"), NoteStore(tmp_path / "notes.json")
    store.edit(lambda notes: added(notes, ["one"], "", 1.0))
    other.edit(lambda notes: added(notes, ["two"], "", 2.0))
    assert [note.text for note in store.notes] == ["one", "two"]


@pytest.mark.expects_log
@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"about": "x", "notes": [{"id": "a"}]}'])
def test_a_damaged_file_is_set_aside_and_never_written_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.json"
    for aside in ("notes.damaged", ""):
        path.write_bytes(content)
        store = NoteStore(path)
        assert store.notes == ()
        store.edit(lambda notes: added(notes, ["new"], "", 1.0))
        if aside:
            assert (tmp_path / aside).read_bytes() == content
    assert len(list(tmp_path.glob("notes.damaged*"))) == 2


def test_an_edit_that_the_disk_refuses_changes_nothing(tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "gone" / "notes.json")
    with pytest.raises(OSError, match=r"No such file"):
        store.edit(lambda notes: added(notes, ["one"], "", 1.0))
    assert store.notes == ()


def test_everything_goes(tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "notes.json")
    store.edit(lambda notes: added(notes, ["one"], "", 1.0))
    (tmp_path / "notes.damaged").write_bytes(b"{")
    store.delete_all()
    assert (store.notes, list(tmp_path.iterdir())) == ((), [])


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "notes.json")
    threads = [
        threading.Thread(target=lambda number=number: store.edit(lambda notes: added(notes, [str(number)], "", 1.0)))
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(note.text for note in NoteStore(tmp_path / "notes.json").notes) == sorted(map(str, range(12)))

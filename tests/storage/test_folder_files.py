"""Files in the person's folder: whole at any moment, private, and never written over what the person changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceapp.core.transcript import TalkId
from voiceapp.storage.folder_files import SIGN, FolderFiles, FolderGoneError

TALK = TalkId("t")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def files(folder: Path, tmp_path: Path) -> FolderFiles:
    files = FolderFiles(folder, tmp_path / "ledger.json")
    files.open()
    return files


def writes(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text)

    return write


def put(files: FolderFiles, text: str, base: str = "Tea", talk: TalkId = TALK) -> str:
    """The name that it got."""
    return files.put(talk, ".md", base, text, writes(text)).name


def listed(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != SIGN)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def test_a_file_is_replaced_whole_and_private(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    put(files, "two")
    assert listed(folder) == {"Tea.md": "two"}
    assert (folder / "Tea.md").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_rights_that_the_person_gave_stay_and_so_does_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o755)
    files = FolderFiles(folder, tmp_path / "ledger.json")
    files.open()
    put(files, "one")
    (folder / "Tea.md").chmod(0o644)
    put(files, "two")
    assert (folder / "Tea.md").stat().st_mode & 0o777 == 0o644
    assert folder.stat().st_mode & 0o777 == 0o755


def test_what_cannot_be_made_leaves_the_old_one(files: FolderFiles, folder: Path) -> None:
    put(files, "one")

    def fails(path: Path) -> None:
        path.write_text("half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        files.put(TALK, ".md", "Tea", "two", fails)
    assert listed(folder) == {"Tea.md": "one"}


def test_what_cannot_take_its_place_is_not_left_beside_it(
    files: FolderFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(files, "one")

    def fails(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", fails)
    monkeypatch.setattr(os, "link", fails)
    for base in ("Tea", "Coffee"):
        with pytest.raises(PermissionError):
            put(files, "two", base)
    with pytest.raises(PermissionError):
        put(files, "one", "Coffee")
    assert listed(folder) == {"Tea.md": "one"}


def test_what_is_there_already_is_not_written_again(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    before = (folder / "Tea.md").stat().st_ino
    put(files, "one")
    assert (folder / "Tea.md").stat().st_ino == before


def test_a_file_of_somebody_else_is_never_written_over(files: FolderFiles, folder: Path) -> None:
    (folder / "Tea.md").write_text("mine")
    assert put(files, "one") == "Tea (2).md"
    assert put(files, "other", talk=TalkId("u")) == "Tea (3).md"
    assert listed(folder)["Tea.md"] == "mine"


def test_a_new_title_renames_the_file(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    (folder / "Coffee.md").write_text("mine")
    assert put(files, "one", "Coffee") == "Coffee (2).md"
    assert put(files, "two", "2026/Cocoa") == "Cocoa.md"
    assert listed(folder) == {"Coffee.md": "mine", "2026/Cocoa.md": "two"}


def test_what_the_person_changed_stays_and_the_new_version_goes_beside_it(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    (folder / "Tea.md").write_text("my own words")
    told = files.put(TALK, ".md", "Tea", "two", writes("two"))
    assert told.name == "Tea (2).md"
    assert told.remark is not None
    assert "Tea.md" in str(told.remark)
    assert files.put(TALK, ".md", "Tea", "three", writes("three")).remark is None
    assert listed(folder) == {"Tea.md": "my own words", "Tea (2).md": "three"}


def test_a_change_without_news_makes_no_second_file(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    (folder / "Tea.md").write_text("my own words")
    assert put(files, "one") == "Tea.md"
    assert listed(folder) == {"Tea.md": "my own words"}


def test_a_file_that_was_only_touched_is_as_it_was(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    os.utime(folder / "Tea.md", (1, 1))
    put(files, "two")
    assert listed(folder) == {"Tea.md": "two"}


def test_a_file_that_the_person_took_away_is_not_made_again(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    (folder / "Tea.md").unlink()
    assert put(files, "two") == ""
    assert put(files, "three") == ""
    assert listed(folder) == {}


def test_a_folder_that_went_away_is_nothing_that_was_taken_away(tmp_path: Path, folder: Path) -> None:
    ledger = tmp_path / "ledger.json"
    first = FolderFiles(folder, ledger)
    first.open()
    put(first, "one")
    folder.rename(tmp_path / "elsewhere")
    for empty in (False, True):
        if empty:
            folder.mkdir()  # the place where the disk belongs
        with pytest.raises(FolderGoneError):
            FolderFiles(folder, ledger).open()
    folder.rmdir()
    (tmp_path / "elsewhere").rename(folder)
    again = FolderFiles(folder, ledger)
    again.open()
    put(again, "two")
    assert listed(folder) == {"Tea.md": "two"}


def test_a_folder_whose_place_is_not_there_is_not_made(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "usb" / "vault", tmp_path / "ledger.json")
    with pytest.raises(FolderGoneError):
        files.open()
    assert not (tmp_path / "usb").exists()


def test_what_is_dropped_goes_unless_the_person_changed_it(files: FolderFiles, folder: Path) -> None:
    put(files, "one")
    files.put(TALK, ".json", "Tea", "j", writes("j"))
    (folder / "Tea.md").write_text("mine!")
    files.drop(TALK)
    assert listed(folder) == {"Tea.md": "mine!"}
    assert files.talks == ()


def test_what_was_put_there_and_not_noted_is_known_again(tmp_path: Path, folder: Path, files: FolderFiles) -> None:
    put(files, "one")
    (tmp_path / "ledger.json").unlink()
    again = FolderFiles(folder, tmp_path / "ledger.json")
    again.open()
    assert put(again, "one") == "Tea.md"
    assert put(again, "two") == "Tea.md"
    assert listed(folder) == {"Tea.md": "two"}


def test_a_disk_without_links_is_written_as_well(
    files: FolderFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    put(files, "one")
    (folder / "Coffee.md").write_text("mine")
    assert put(files, "two", "Coffee") == "Coffee (2).md"
    assert listed(folder) == {"Coffee.md": "mine", "Coffee (2).md": "two"}


def test_a_ledger_that_is_damaged_leaves_all_that_is_there_alone(tmp_path: Path, folder: Path) -> None:
    ledger = tmp_path / "ledger.json"
    first = FolderFiles(folder, ledger)
    first.open()
    put(first, "one")
    ledger.write_text("{")
    again = FolderFiles(folder, ledger)
    again.open()
    assert put(again, "two") == "Tea (2).md"
    assert listed(folder)["Tea.md"] == "one"

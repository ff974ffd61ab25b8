"""The history comes back from the folder: its talks once, its sound whole, and nothing that is there is touched."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.talks import answered, said, talk_of
from voiceapp.app.folder_talk import FolderTalk
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.folder_wishes import FolderWishes
from voiceapp.core.history import ExportWishes
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.transcript import SoundId, SoundPart, Talk, TalkId
from voiceapp.one_off.folder_history import files_beside, rebuild
from voiceapp.storage.folder_files import FolderFiles
from voiceapp.storage.kept_history import ArchiveError, KeptHistory

PCM = {SoundId("a"): b"\x01\x02" * 30_000, SoundId("b"): b"\x03\x04" * 20_000}
SPOKEN = replace(said("Where is the tea?", 1), sound=SoundId("a"), sound_ms=1250)
REPLY = replace(answered("In the pot.", 2), sound=SoundId("b"), sound_ms=833)
TALK = talk_of(SPOKEN, REPLY, title="Tea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def save(folder: Path, *talks: Talk, sound: bool = True) -> None:
    files = FolderFiles(folder, folder.parent / "ledger.json")
    files.open()
    wishes = FolderWishes(str(folder), names="{title}", sound=sound)
    for talk in talks:
        for remark in FolderTalk(talk, files, wishes, lambda name: PCM.get(name, b"")).save(sound=True):
            raise AssertionError(remark)


def history(data: Path) -> KeptHistory:
    return KeptHistory(data, RecordingFiles)


def load(data: Path, name: str = TALK.id) -> Talk:
    talk = history(data).talk(name)
    assert talk is not None
    return talk


def test_talks_come_back_with_their_sound(folder: Path, data: Path) -> None:
    save(folder, TALK, talk_of(said("Hello"), name="other"))
    rebuilt, found = rebuild(data, folder)
    assert (rebuilt.new, rebuilt.known, rebuilt.sounds, rebuilt.unread) == (2, 0, 2, 0)
    assert load(data) == TALK
    assert history(data).sounds(TALK) == PCM
    assert sorted(suffix for file in found for suffix in files_beside(file, ExportWishes())) == [
        ".flac",
        ".json",
        ".json",
        ".md",
        ".md",
    ]


def test_what_is_there_stays_and_is_not_doubled(folder: Path, data: Path) -> None:
    save(folder, TALK)
    history(data).keep([replace(TALK, title="My own title")], PCM)
    rebuilt, _ = rebuild(data, folder)
    assert (rebuilt.new, rebuilt.known, rebuilt.sounds) == (0, 1, 0)
    assert load(data).title == "My own title"
    assert rebuild(data, folder)[0].known == 1


def test_a_recording_that_was_lost_comes_back_alone(folder: Path, data: Path) -> None:
    save(folder, TALK)
    rebuild(data, folder)
    next((data / "sounds").glob("a.*")).unlink()
    rebuilt, _ = rebuild(data, folder)
    assert (rebuilt.new, rebuilt.known, rebuilt.sounds) == (0, 1, 1)
    assert history(data).sounds(TALK) == PCM


def test_sound_that_the_history_kept_no_longer_comes_back_from_the_folder(folder: Path, data: Path) -> None:
    line = replace(SPOKEN, sound=SoundId(SPOKEN.id))
    PCM[SoundId(SPOKEN.id)] = PCM[SoundId("a")]
    save(folder, talk_of(line, title="Tea"))
    save(folder, talk_of(replace(line, sound=None), title="Tea"))
    assert rebuild(data, folder)[0].sounds == 1
    assert load(data).items[0] == line


def test_without_its_sound_a_line_refers_only_to_a_file_of_ones_own(folder: Path, data: Path) -> None:
    own = SoundStretch("/nowhere/own.wav", 0, 10).sound
    cut = replace(said("More", 3), sound=SoundId("c"), parts=(SoundPart(SoundId("c"), 0, 10),))
    save(folder, talk_of(SPOKEN, cut, replace(said("Own", 4), sound=own, sound_ms=10)), sound=False)
    rebuild(data, folder)
    assert [getattr(item, "sound", "") for item in load(data).items] == [None, None, own]


def test_files_that_were_renamed_copied_and_damaged_are_read_as_far_as_possible(folder: Path, data: Path) -> None:
    save(folder, TALK)
    (folder / "Tea.json").rename(folder / "My tea.json")
    (folder / "Copy.json").write_text(json.dumps({"format": "voiceapp", "version": 1, "talks": []}))
    (folder / "Broken.json").write_text('{"format": "voiceapp", "version": 1, "talks": [{]}')
    (folder / "Other.json").write_text("[1, 2]")
    (folder / "Tea.flac").write_bytes(b"damaged")
    rebuilt, _ = rebuild(data, folder)
    assert (rebuilt.new, rebuilt.sounds, rebuilt.unread) == (1, 0, 1)
    assert "brought back: 1" in str(rebuilt.told)


def test_of_two_files_of_a_talk_the_fuller_one_counts(folder: Path, data: Path) -> None:
    save(folder, TALK)
    shorter = json.loads((folder / "Tea.json").read_text())
    shorter["talks"][0]["items"] = shorter["talks"][0]["items"][:1]
    (folder / "Zed.json").write_text(json.dumps(shorter))
    assert rebuild(data, folder)[0].new == 1
    assert len(load(data).items) == 2


@pytest.mark.parametrize("said_of_sound", [[], {"name": 1, "sounds": {}}, {"name": "../x", "sounds": {"a": "b"}}])
def test_nonsense_about_the_sound_leads_nowhere(folder: Path, data: Path, said_of_sound: object) -> None:
    save(folder, TALK, sound=False)
    document = json.loads((folder / "Tea.json").read_text())
    (folder / "Tea.json").write_text(json.dumps({**document, "sound_file": said_of_sound}))
    assert rebuild(data, folder)[0].sounds == 0


def test_a_folder_without_talks_is_said(folder: Path, data: Path) -> None:
    folder.mkdir()
    with pytest.raises(ArchiveError):
        rebuild(data, folder)
    assert not data.exists()


def test_files_that_talks_came_from_are_theirs_again(folder: Path, data: Path) -> None:
    save(folder, TALK)
    _, found = rebuild(data, folder)
    again = FolderFiles(folder, data / "ledger.json")
    again.open()
    for file in found:
        again.adopt(file.talk.id, files_beside(file, ExportWishes()), file.places)
        again.adopt(file.talk.id, {}, {})
    wishes = FolderWishes(str(folder), names="{title}", sound=True)
    assert list(FolderTalk(replace(TALK, title="Cocoa"), again, wishes, lambda _: b"").save(sound=True)) == []
    names = sorted(path.name for path in folder.glob("*.*") if not path.name.startswith("."))
    assert names == ["Cocoa.flac", "Cocoa.json", "Cocoa.md"]
    assert again.talks == (TalkId(TALK.id),)


def test_a_note_that_the_person_changed_stays_theirs_after_the_history_was_lost(folder: Path, data: Path) -> None:
    save(folder, TALK)
    (folder / "Tea.md").write_text("my own thoughts")
    _, found = rebuild(data, folder)
    again = FolderFiles(folder, data / "ledger.json")
    again.open()
    for file in found:
        again.adopt(file.talk.id, files_beside(file, ExportWishes()), file.places)
    wishes = FolderWishes(str(folder), names="{title}", sound=True)
    more = replace(TALK, items=(*TALK.items, said("More", 3)))
    assert list(FolderTalk(more, again, wishes, lambda _: b"").save(sound=True)) == []
    assert (folder / "Tea.md").read_text() == "my own thoughts"
    assert "More" in (folder / "Tea (2).md").read_text()


def test_a_file_that_says_more_than_the_history_is_left_alone(folder: Path, data: Path) -> None:
    save(folder, TALK)
    rebuild(data, folder)
    assert [file.talk.id for file in rebuild(data, folder)[1]] == [TALK.id]
    changed = (folder / "Tea.json").read_text().replace("In the pot.", "In the big pot, said another computer.")
    (folder / "Tea.json").write_text(changed)
    rebuilt, found = rebuild(data, folder)
    assert (rebuilt.known, found) == (1, ())

"""Names that every system takes, and files that are whole or not there."""

import os
import stat
import tempfile
import tracemalloc
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.talks import NASTY, said, talk_of
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import SoundId
from voiceapp.exports import FORMATS
from voiceapp.exports.filenames import LONGEST, file_name
from voiceapp.settings.atomic import replace_file

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Weather & tea", "Weather & tea.md"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("CON", "talk CON.md"),
        ("nul.txt", "talk nul.txt.md"),
        ("com1 ", "talk com1.md"),
        ("…", "….md"),
        (" . ", "talk.md"),
        ("", "talk.md"),
        (".hidden", "hidden.md"),
        ("-rf", "rf.md"),
        ("trailing. .", "trailing.md"),
        ("line\nbreak\ttab\x00nul", "line break tabnul.md"),
        ("photo\u202egnp.exe", "photognp.exe.md"),
        ("e\u0301t\u00e9", "été.md"),
        ("👩\u200d👧 talk", "👩\u200d👧 talk.md"),
        ("日本語", "日本語.md"),
    ],
)
def test_titles_become_names(title: str, name: str) -> None:
    assert file_name(title, ".md") == name


def test_the_day_goes_before_the_title() -> None:
    assert file_name("Tea", ".md", "2025-10-09") == "2025-10-09 Tea.md"
    assert file_name("?", ".md", "2025-10-09") == "2025-10-09.md"


@given(st.text(max_size=300) | st.sampled_from(NASTY))
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    name = file_name(title, ".md")
    stem = name.removesuffix(".md")
    assert stem
    assert len(stem.encode()) <= LONGEST + len("talk ")
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(
        unicodedata.category(sign) == "Cc" or sign in "\u202a\u202b\u202d\u202e\u2066\u2067" for sign in name
    )
    assert stem.strip(" .") == stem
    assert not stem.startswith(("-", "~"))
    assert stem.split(".")[0].strip().upper() not in RESERVED


@given(st.text(alphabet=st.characters(categories=["L", "M", "So"]), min_size=1, max_size=200))
def test_the_system_really_takes_them(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    path = tmp_path_factory.mktemp("names") / file_name(title, ".md")
    path.write_bytes(b"")
    assert path.exists()


def test_a_file_is_replaced_whole_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    replace_file(path, b"one", keep_rights=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    replace_file(path, b"two", keep_rights=True)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [each.name for each in tmp_path.iterdir()] == ["x.md"]


def test_when_it_cannot_be_written_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    replace_file(path, b"one", keep_rights=True)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"two", keep_rights=True)
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["x.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"one")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    replace_file(tmp_path / "link.md", b"two", keep_rights=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"two"


# --- piece by piece


@pytest.mark.parametrize("name", ["wav", "flac"])
@pytest.mark.parametrize("mix", list(SpeakersMix))
def test_a_long_talk_is_written_with_a_few_turns_in_memory(name: str, mix: SpeakersMix) -> None:
    """Earlier, all of its sound was in memory, three times over."""
    turns, second = 200, bytes(range(256)) * (WIRE.bytes(1000) // 256)
    lines = [
        said("x", number, at=float(number * 2), sound=SoundId(f"s{number}"), sound_ms=2000) for number in range(turns)
    ]

    class Made(Mapping[SoundId, bytes]):
        """Makes each recording when it is asked for."""

        def __getitem__(self, sound: SoundId) -> bytes:
            return second * 2

        def __iter__(self) -> Iterator[SoundId]:
            return iter(SoundId(f"s{number}") for number in range(turns))

        def __len__(self) -> int:
            return turns

    tracemalloc.start()
    try:
        with tempfile.TemporaryFile() as file:
            FORMATS[name].write(talk_of(*lines), ExportWishes(mix=mix), Made(), file)
            _, peak = tracemalloc.get_traced_memory()
            assert file.seek(0, 2) > 1_000_000
    finally:
        tracemalloc.stop()
    assert peak < 6_000_000, "all of it is 19 MB"


def test_a_turn_within_a_longer_one_is_mixed_into_it() -> None:
    long, short = SoundId("long"), SoundId("short")
    lines = (
        said("long", 1, at=1.0, sound=long, sound_ms=4000),
        said("short", 2, at=2.0, sound=short, sound_ms=1000),
    )
    sounds = {long: b"\x01\x00" * WIRE.rate * 4, short: b"\x02\x00" * WIRE.rate}
    made = FORMATS["wav"].render(talk_of(*lines), ExportWishes(), sounds)[44:]
    second = WIRE.bytes(1000)
    assert [made[place * second] for place in range(4)] == [1, 3, 1, 1]
    assert len(made) == 4 * second

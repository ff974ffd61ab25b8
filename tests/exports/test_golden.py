"""Each format beside a file that was looked at and found good."""

import pytest

from tests.exports.readers import AS_TEXT
from tests.exports.rich import SOUNDS, TALKS
from tests.golden_files import Golden
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.exports import FORMATS, fonts
from voiceapp.exports.errors import ExportError

WISHES = ExportWishes(time_zone="Europe/Berlin")


@pytest.fixture(autouse=True)
def no_fonts_but_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which fonts a machine has must not change what is expected."""
    monkeypatch.setattr(fonts, "_installed", tuple)


def made(name: str, talk: str, wishes: ExportWishes) -> tuple[str, bytes]:
    content = FORMATS[name].render(TALKS[talk], wishes, SOUNDS)
    ending, told = AS_TEXT.get(name, (name, None))
    return f"{talk}.{ending}", content if told is None else told(content).encode()


@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_as_it_was_found_good(name: str, talk: str, golden: Golden) -> None:
    form = FORMATS[name].format
    if (form.needs_sound or form.needs_tasks) and talk != "rich":
        with pytest.raises(ExportError):
            made(name, talk, WISHES)
        return
    golden(*made(name, talk, WISHES))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_does_as_it_is_wished(name: str, golden: Golden) -> None:
    """Only the assistant, under another name, without times, tools or what was not heard; sound left and right."""
    wishes = ExportWishes(
        user_name="Anna",
        assistant_name="Hal",
        timestamps=False,
        unheard=False,
        tools=False,
        only="assistant",
        time_zone="UTC",
        mix=SpeakersMix.LEFT_RIGHT,
        longest_pause=1000,
    )
    file, content = made(name, "rich", wishes)
    golden(f"wishes/{file}", content)

"""What is set holds at once, is told, and is there at the next start."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from voiceapp.app.live_settings import LiveSettings
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.engine_choice.addresses import choice_without_effect
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_change_holds_is_told_and_is_kept(path: Path) -> None:
    settings = LiveSettings(path, Settings())
    told: list[Mapping[str, object]] = []
    settings.listen(lambda changes: told.append({**changes, "holds": settings().sound.output_volume}))
    assert settings.change("sound.output_volume", 40) is None
    assert told == [{"sound.output_volume": 40, "holds": 40}]
    assert settings_file.load(path).settings.sound.output_volume == 40


def test_what_is_not_allowed_changes_nothing(path: Path) -> None:
    settings = LiveSettings(path, Settings())
    told: list[Mapping[str, object]] = []
    settings.listen(told.append)
    refused = settings.change("sound.output_volume", 1_000)
    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.REJECTED
    assert settings() == Settings()
    assert told == []
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_said_and_the_change_holds(path: Path) -> None:
    path.mkdir()
    settings = LiveSettings(path, Settings())
    refused = settings.change("sound.output_volume", 40)
    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.DISK_FULL
    assert settings().sound.output_volume == 40


def test_an_entry_of_a_table_is_kept_with_its_table(path: Path) -> None:
    settings = LiveSettings(path, Settings())
    assert settings.change("dictation.replacements", {"vice app": "voiceapp"}) is None
    assert settings.change("dictation.replacements.brb", "be right back") is None
    kept = settings_file.load(path).settings.dictation.replacements
    assert dict(kept.items()) == {"vice app": "voiceapp", "brb": "be right back"}


def test_whoever_listens_no_more_is_not_told(path: Path) -> None:
    settings = LiveSettings(path, Settings())
    told: list[Mapping[str, object]] = []
    stop = settings.listen(told.append)
    stop()
    settings.change("sound.output_volume", 40)
    assert told == []


def test_what_was_closed_opens_when_its_cause_is_put_right(path: Path) -> None:
    path.write_text(
        '[engines]\nleaves_machine = "text"\n[budget]\nper_day = "1,5"\nper_month = "x"\n', encoding="utf-8"
    )
    loaded = settings_file.load(path)
    settings = LiveSettings(path, loaded.settings, loaded.closed)
    told: list[Mapping[str, object]] = []
    settings.listen(told.append)
    assert settings.change("budget.per_day", 1.5) is None
    assert settings().engines.leaves_machine == "nothing", "the other one cannot be read yet"
    assert settings.change("budget.per_month", 20.0) is None
    assert settings().engines.leaves_machine == "text"
    assert told == [{"budget.per_day": 1.5}, {"budget.per_month": 20.0, "engines.leaves_machine": "text"}]
    assert settings_file.load(path).problems == ()


def test_what_the_person_sets_themselves_is_not_closed_any_more(path: Path) -> None:
    path.write_text('[budget]\nper_day = "1,5"\n', encoding="utf-8")
    loaded = settings_file.load(path)
    settings = LiveSettings(path, loaded.settings, loaded.closed)
    settings.change("engines.leaves_machine", "text")
    settings.change("budget.per_day", 2.0)
    assert settings().engines.leaves_machine == "text"


def test_a_protocol_is_refused_where_the_recogniser_has_but_one(tmp_path: Path) -> None:
    settings = LiveSettings(tmp_path / "settings.toml", Settings(), refuse=choice_without_effect)
    assert settings.change("stt.dialect", "realtime") is None
    assert settings.change("stt.dialect", "auto") is None
    assert settings.change("stt.base_url", "https://api.deepgram.com") is None
    refused = settings.change("stt.dialect", "realtime")
    assert refused is not None
    assert str(refused.sentence).startswith("Deepgram has a single protocol")
    assert settings.value("stt.dialect") == "auto"
    assert settings.change("stt.dialect", "auto") is None

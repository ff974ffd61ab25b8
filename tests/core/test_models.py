"""Models: what each is for, when it ends, and what is sensible."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.models import Ending, KnownModels, Listed, Models, Role, roles_of
from voiceapp.providers.compatible import COMPATIBLE
from voiceapp.providers.openai import AS_OF, ENDINGS, OPENAI, PREFERRED

TODAY = AS_OF
LISTED = (
    Listed("gpt-realtime-2.1"),
    Listed("gpt-realtime-2.1-mini"),
    Listed("gpt-realtime", ends=date(2027, 1, 20)),
    Listed("gpt-realtime-3-nano", created=9.0),
    Listed("gpt-transcribe"),
    Listed("whisper-1"),
    Listed("gpt-4o-mini-tts"),
    Listed("gpt-6-luna"),
    Listed("gpt-4"),
    Listed("text-embedding-3-small"),
    Listed("sora-2"),
)


@pytest.mark.parametrize(
    ("model", "roles"),
    [
        ("gpt-realtime-2.1-mini", {Role.CONVERSATION, Role.SPEECH}),
        ("gpt-realtime-whisper", {Role.TRANSCRIPTION}),
        ("gpt-live-transcribe", {Role.TRANSCRIPTION}),
        ("Systran/faster-whisper-small", {Role.TRANSCRIPTION}),
        ("gpt-4o-mini-tts-2025-12-15", {Role.SPEECH}),
        ("hexgrad/Kokoro-82M", {Role.SPEECH}),
        ("gpt-audio-1.5", {Role.SPEECH}),
        ("gpt-6-luna", {Role.CHAT}),
        ("llama3.2:3b", {Role.CHAT}),
        ("gpt-live-1", {Role.LIVE}),
        ("gpt-realtime-translate", set()),
        ("text-embedding-3-small", set()),
        ("omni-moderation-latest", set()),
        ("gpt-3.5-turbo-instruct", set()),
    ],
)
def test_a_name_says_what_a_model_is_for(model: str, roles: set[Role]) -> None:
    assert roles_of(model) == roles


@pytest.mark.parametrize(
    ("model", "day"),
    [
        ("gpt-realtime", date(2027, 1, 20)),
        ("gpt-realtime-2025-08-28", date(2027, 1, 20)),
        ("gpt-realtime-mini-2025-10-06", date(2027, 1, 20)),
        ("gpt-4o-mini-transcribe-2025-12-15", date(2027, 2, 26)),
        ("gpt-4-turbo-preview", date(2026, 10, 23)),
        ("gpt-4-0613", date(2026, 10, 23)),
        ("gpt-4o-2024-08-06", date(2027, 1, 14)),
        ("gpt-realtime-2.1", None),
        ("gpt-realtime-1.5", None),
        ("gpt-5.6-terra", None),
        ("gpt-4o-search-preview", None),
    ],
)
def test_a_snapshot_ends_with_its_model(model: str, day: date | None) -> None:
    ending = OPENAI.models.ending_of(model)
    assert (ending.day if ending else None) == day


def test_nothing_is_offered_that_has_ended() -> None:
    models = Models(TODAY, LISTED, OPENAI.models)
    assert [choice.id for choice in models.choices(Role.CONVERSATION)] == [
        "gpt-realtime-2.1-mini",
        "gpt-realtime-2.1",
        "gpt-realtime-3-nano",
        "gpt-realtime",
    ]
    assert [choice.id for choice in models.choices(Role.CHAT)] == ["gpt-6-luna"]
    later = Models(date(2027, 1, 20), LISTED, OPENAI.models)
    assert "gpt-realtime" not in [choice.id for choice in later.choices(Role.CONVERSATION)]


def test_what_ends_says_so_with_its_successor() -> None:
    notes = {choice.id: choice.note for choice in Models(TODAY, LISTED, OPENAI.models).choices(Role.SPEECH)}
    assert str(notes["gpt-4o-mini-tts"]) == "retires on 2027-01-06, then gpt-realtime-2.1-mini"
    assert str(notes["gpt-realtime-2.1-mini"]) == "over a Realtime socket"


def test_a_warning_comes_in_time_and_not_sooner() -> None:
    day = date(2027, 1, 20)
    assert Models(day - timedelta(61), LISTED, OPENAI.models).warning("gpt-realtime", Role.CONVERSATION) is None
    soon = Models(day - timedelta(60), LISTED, OPENAI.models).warning("gpt-realtime", Role.CONVERSATION)
    assert str(soon) == "The model gpt-realtime retires on 2027-01-20. Choose gpt-realtime-2.1 in Settings."
    over = Models(day, LISTED, OPENAI.models).warning("gpt-realtime", Role.CONVERSATION)
    assert str(over) == "The model gpt-realtime was retired on 2027-01-20. gpt-realtime-2.1 answers instead."
    assert Models(TODAY, LISTED, OPENAI.models).warning("gpt-realtime-2.1", Role.CONVERSATION) is None


def test_a_model_that_nothing_follows_still_says_when_it_ends() -> None:
    known = KnownModels(endings=(Ending(("last-of-its-kind",), date(2027, 1, 20)),))
    listed = (Listed("last-of-its-kind"),)
    before, after = Models(date(2027, 1, 19), listed, known), Models(date(2027, 1, 20), listed, known)
    assert str(before.choices(Role.CHAT)[0].note) == "retires on 2027-01-20"
    assert str(before.warning("last-of-its-kind", Role.CHAT)) == (
        "The model last-of-its-kind retires on 2027-01-20. Choose another one in Settings."
    )
    assert str(after.warning("last-of-its-kind", Role.CHAT)) == (
        "The model last-of-its-kind was retired on 2027-01-20. Choose another one in Settings."
    )
    assert after.settled("last-of-its-kind", Role.CHAT) == "last-of-its-kind", "there is nothing else to ask for"


def test_what_the_service_says_goes_before_what_is_written_here() -> None:
    told = (Listed("gpt-realtime-2.1", ends=TODAY), Listed("gpt-realtime", ends=date(2030, 1, 1)))
    models = Models(date(2027, 6, 1), told, OPENAI.models)
    assert models.sensible(Role.CONVERSATION) == "gpt-realtime"
    assert models.settled("gpt-realtime-2.1", Role.CONVERSATION) == "gpt-realtime"
    assert models.settled("gpt-realtime", Role.CONVERSATION) == "gpt-realtime"


def test_another_server_keeps_its_models_for_as_long_as_it_likes() -> None:
    models = Models(date(2030, 1, 1), (Listed("whisper-1"), Listed("llama3")), COMPATIBLE.models)
    assert models.sensible(Role.TRANSCRIPTION) == "whisper-1"
    assert models.sensible(Role.CHAT) == "llama3"
    assert models.sensible(Role.CONVERSATION) == ""
    assert Models(TODAY, (), COMPATIBLE.models).sensible(Role.CHAT) == "", "nothing is known of it"


def test_only_what_a_service_surely_has_is_asked_for_unseen() -> None:
    preferred = {Role.CHAT: ("best", "second")}
    assert KnownModels(preferred, served=True).usual(Role.CHAT) == "best"
    assert KnownModels(preferred, served=True).usual(Role.SPEECH) == ""
    assert KnownModels(preferred).usual(Role.CHAT) == ""
    assert KnownModels(preferred).first(Role.CHAT) == "best"


def test_a_model_is_known_by_its_makers_name_too() -> None:
    listed = (Listed("newest/of-all", created=9.0), Listed("openai/gpt-6-luna", created=1.0))
    assert Models(TODAY, listed, COMPATIBLE.models).sensible(Role.CHAT) == "openai/gpt-6-luna"


def test_speech_passes_to_realtime_when_its_models_end() -> None:
    assert Models(date(2027, 1, 5), (), OPENAI.models).sensible(Role.SPEECH) == "gpt-4o-mini-tts"
    assert Models(date(2027, 1, 6), (), OPENAI.models).sensible(Role.SPEECH) == "gpt-realtime-2.1-mini"
    assert Models(date(2027, 1, 6), (), OPENAI.models).settled("tts-1-hd", Role.SPEECH) == "gpt-realtime-2.1-mini"


def test_every_ending_names_a_successor_that_does_not_end_before_it() -> None:
    for ending in ENDINGS:
        for model in ending.successors:
            after = OPENAI.models.ending_of(model)
            assert after is None or after.day > ending.day


def test_what_is_preferred_has_that_role_and_something_of_it_lasts() -> None:
    for role, models in PREFERRED.items():
        assert all(role in roles_of(model) for model in models)
        assert any(OPENAI.models.ending_of(model) is None for model in models)


@given(
    st.lists(st.builds(Listed, st.sampled_from([m for e in ENDINGS for m in e.models] + ["a", "gpt-realtime-9"]))),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.sampled_from(Role),
    st.sampled_from([OPENAI.models, COMPATIBLE.models, KnownModels()]),
)
def test_a_choice_can_always_be_used(listed: list[Listed], today: date, role: Role, known: KnownModels) -> None:
    models = Models(today, tuple(listed), known)
    for choice in models.choices(role):
        assert not models.gone(choice.id)
        assert role in roles_of(choice.id)
    chosen = models.sensible(role)
    assert not chosen or not models.gone(chosen)
    if models.choices(role):
        assert chosen

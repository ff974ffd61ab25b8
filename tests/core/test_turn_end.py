"""How long a pause lasts before it ends the turn: by what is known of it, and by how this person pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.talk.turn_end import ENOUGH, LONG, REMEMBERED, PauseSigns, PersonsPauses, silence_that_ends
from voiceapp.core.wishes import EndpointingWishes

EDGES = EndpointingWishes(
    hangover=35,
    certain_end=15,
    likely_end=45,
    told_end=50,
    doubtful_end=60,
    unfinished_end=75,
    hold_end=500,
)


@pytest.mark.parametrize(
    ("signs", "frames"),
    [
        (PauseSigns(), 35),
        (PauseSigns(words="Turn on the light."), 35),
        (PauseSigns(words="Turn on the"), 75),
        (PauseSigns(words="Stell den Wecker auf", language="de"), 75),
        (PauseSigns(0.99, prepared=True), 15),
        (PauseSigns(0.99), 35),
        (PauseSigns(0.97, prepared=True), 15),
        (PauseSigns(0.97), 35),
        (PauseSigns(0.96), 45),
        (PauseSigns(0.8), 45),
        (PauseSigns(0.79), 60),
        (PauseSigns(0.0), 60),
        (PauseSigns(0.99, words="Turn on the"), 75),
        (PauseSigns(0.99, words="Turn on the light."), 35),
        (PauseSigns(0.99, words="Turn on the light.", prepared=True), 15),
        (PauseSigns(0.99, words="Let me think…"), 500),
        (PauseSigns(words="Ich nehme, einen Moment bitte.", language="de"), 500),
        (PauseSigns(0.99, asked_details=True), 45),
        (PauseSigns(0.99, prepared=True, asked_details=True), 45),
        (PauseSigns(0.9, prepared=True), 45),
        (PauseSigns(0.9, asked_details=True), 60),
        (PauseSigns(asked_details=True), 45),
        (PauseSigns(0.1, asked_details=True), 75),
        (PauseSigns(0.99, words="Turn on the", asked_details=True), 75),
        (PauseSigns(1.0), 35),
        (PauseSigns(1.0, frames=LONG + 1), 35),
        (PauseSigns(0.99, words="I went home.", prepared=True), 50),
        (PauseSigns(0.9, words="I went home.", prepared=True), 50),
        (PauseSigns(0.99, words="I went home.", prepared=True, asked=True), 15),
        (PauseSigns(0.99, words="Well, I got up early.", prepared=True, asked=True), 50),
        (PauseSigns(0.99, words="I went home.", prepared=True, frames=LONG + 1), 60),
        (PauseSigns(0.9, words="I went home.", prepared=True, frames=LONG + 1), 60),
        (PauseSigns(0.1, words="I went home.", prepared=True, frames=LONG + 1), 60),
        (PauseSigns(0.99, words="I went home. Where are you?", prepared=True, frames=LONG + 1), 15),
        (PauseSigns(words="I went home."), 35),
        (PauseSigns(words="I went home.", frames=LONG + 1), 45),
        (PauseSigns(0.99, words="Ich bin daheim.", language="de", prepared=True), 50),
        (PauseSigns(0.99, words="Je suis rentré.", language="fr", prepared=True), 15),
    ],
)
def test_a_pause_ends_the_turn_after(signs: PauseSigns, frames: int) -> None:
    assert silence_that_ends(signs, EDGES) == frames


def test_who_pauses_long_within_a_turn_is_given_that_time() -> None:
    pauses = PersonsPauses()
    for _ in range(ENOUGH - 1):
        pauses.went_on_after(25)
    assert pauses.usual == 0, "too little is known"
    pauses.went_on_after(25)
    assert silence_that_ends(PauseSigns(0.99, prepared=True), EDGES, pauses.usual) == 26
    for _ in range(REMEMBERED):
        pauses.went_on_after(11)
    assert silence_that_ends(PauseSigns(0.99, prepared=True), EDGES, pauses.usual) == 15, "they speak fluently by now"


def test_who_was_cut_off_is_given_that_time_from_then_on() -> None:
    pauses = PersonsPauses()
    for _ in range(ENOUGH):
        pauses.went_on_after(12)
    pauses.was_cut_off_after(40)
    assert silence_that_ends(PauseSigns(0.99, prepared=True), EDGES, pauses.usual) == 41
    assert silence_that_ends(PauseSigns(0.9), EDGES, pauses.usual) == 45
    pauses.was_cut_off_after(200)
    assert silence_that_ends(PauseSigns(0.9), EDGES, pauses.usual) == 60, "never longer than for what is doubtful"
    for _ in range(REMEMBERED):
        pauses.went_on_after(12)
    assert silence_that_ends(PauseSigns(0.99, prepared=True), EDGES, pauses.usual) == 15, "that was long ago"


def test_one_long_pause_does_not_make_every_answer_late() -> None:
    pauses = PersonsPauses()
    for frames in [*[12] * 9, 200]:
        pauses.went_on_after(frames)
    assert pauses.usual == 12


chances = st.one_of(st.none(), st.floats(0.0, 1.0))
frames = st.integers(1, 200)


@given(chances, chances, frames, frames, frames, frames, frames, st.integers(0, 200), st.booleans())
def test_the_surer_the_end_the_sooner_it_is(
    one: float | None,
    other: float | None,
    usual: int,
    certain: int,
    likely: int,
    doubtful: int,
    unfinished: int,
    pause: int,
    prepared: bool,
) -> None:
    edges = EndpointingWishes(
        hangover=usual, certain_end=certain, likely_end=likely, doubtful_end=doubtful, unfinished_end=unfinished
    )
    waits = [silence_that_ends(PauseSigns(each, prepared=prepared), edges, pause) for each in (one, other)]
    if one is not None and other is not None and one <= other:
        assert waits[0] >= waits[1]
    assert all(1 <= wait <= max(usual, likely, doubtful) for wait in waits)
    assert silence_that_ends(PauseSigns(words="and then the"), edges) >= usual
    for likelihood in (one, other):
        patient = silence_that_ends(PauseSigns(likelihood, prepared=prepared, asked_details=True), edges, pause)
        assert patient >= silence_that_ends(PauseSigns(likelihood, prepared=prepared), edges, pause)
        assert silence_that_ends(PauseSigns(likelihood), edges, pause) >= usual, "nothing is prepared"

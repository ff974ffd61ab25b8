"""How a model picks its words: only what was chosen is asked for."""

from voiceapp.core.sampling import EXACT, MODELS_OWN, Sampling, sampling_fields
from voiceapp.core.wishes import SessionWishes, side_job


def test_what_was_not_chosen_is_left_to_the_model() -> None:
    assert sampling_fields(MODELS_OWN) == {}
    assert SessionWishes().sampling == MODELS_OWN


def test_all_of_it_has_a_field() -> None:
    chosen = Sampling(0.7, 0.9, 11, ("END",), 0.5, -0.5, (("15", -100.0),))
    assert sampling_fields(chosen) == {
        "temperature": 0.7,
        "top_p": 0.9,
        "seed": 11,
        "stop": ["END"],
        "presence_penalty": 0.5,
        "frequency_penalty": -0.5,
        "logit_bias": {"15": -100.0},
    }


def test_a_side_job_is_done_the_same_way_each_time() -> None:
    assert side_job("A title.").sampling == EXACT
    assert sampling_fields(EXACT) == {"temperature": 0.0}, "0 is a choice, unlike none"


def test_an_answer_ends_at_four_texts_at_most() -> None:
    assert sampling_fields(Sampling(stop=tuple("abcdef"))) == {"stop": list("abcd")}

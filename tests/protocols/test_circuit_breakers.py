"""When an engine that failed is asked again, in time that is an argument."""

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.engines.supervisor.circuit_breakers import (
    FIRST_REST,
    FORGOTTEN_AFTER,
    LONGEST_REST,
    LONGEST_UNTIL_CHANGED,
    REST_OF_THE_ONLY_ONE,
    REST_UNTIL_CHANGED,
    REST_WITHOUT_CREDIT,
    CircuitBreaker,
    CircuitBreakers,
)

BROKEN = Failure(FailureKind.SERVER_BROKEN, Sentence("It had a fault."))
WRONG_KEY = Failure(FailureKind.WRONG_KEY, Sentence("It refused the key."))
NO_QUOTA = Failure(FailureKind.NO_QUOTA, Sentence("No credit is left."))
NO_NETWORK = Failure(FailureKind.NO_NETWORK, Sentence("There is no network."))


def test_one_failure_in_the_middle_of_a_talk_is_forgiven() -> None:
    engine = CircuitBreaker()
    engine.failed(BROKEN, 10.0, opening=False)
    assert engine.may_answer(10.0)
    engine.failed(BROKEN, 11.0 + FORGOTTEN_AFTER, opening=False)
    assert engine.may_answer(11.0 + FORGOTTEN_AFTER), "the first one is long forgotten"


def test_the_second_failure_soon_after_makes_it_rest_and_each_further_one_twice_as_long() -> None:
    engine = CircuitBreaker()
    engine.failed(BROKEN, 10.0, opening=False)
    engine.failed(BROKEN, 11.0, opening=False)
    assert not engine.may_answer(11.0)
    assert engine.rests_until == pytest.approx(11.0 + 2 * FIRST_REST)
    assert engine.may_answer(engine.rests_until)
    for _ in range(12):
        engine.failed(BROKEN, 20.0, opening=True)
    assert engine.rests_until == 20.0 + LONGEST_REST


def test_what_cannot_be_opened_rests_at_once_and_as_long_as_the_service_says() -> None:
    engine = CircuitBreaker()
    engine.failed(BROKEN, 10.0, opening=True)
    assert engine.rests_until == 10.0 + FIRST_REST
    patient = CircuitBreaker()
    patient.failed(Failure(FailureKind.RATE_LIMITED, Sentence("Too much."), retry_after=40.0), 10.0, opening=False)
    assert patient.rests_until == 50.0
    assert patient.rests_alone_until() == 50.0, "it said so itself"


def test_what_the_person_has_to_see_to_is_tried_again_all_the_same() -> None:
    engine = CircuitBreaker()
    engine.failed(WRONG_KEY, 0.0, opening=True)
    assert engine.rests_until == REST_UNTIL_CHANGED
    assert engine.rests_alone_until() == REST_UNTIL_CHANGED
    for _ in range(9):
        engine.failed(WRONG_KEY, 0.0, opening=True)
    assert engine.rests_until == LONGEST_UNTIL_CHANGED
    poor = CircuitBreaker()
    poor.failed(NO_QUOTA, 0.0, opening=True)
    assert poor.rests_until == REST_WITHOUT_CREDIT


def test_the_only_engine_rests_for_seconds() -> None:
    engine = CircuitBreaker()
    assert engine.rests_alone_until() == 0.0
    for _ in range(9):
        engine.failed(BROKEN, 100.0, opening=True)
    assert engine.rests_alone_until() == 100.0 + REST_OF_THE_ONLY_ONE
    engine.worked()
    assert engine.may_answer(100.0)


def test_what_mends_itself_at_the_next_connection_is_no_fault() -> None:
    engine = CircuitBreaker()
    engine.failed(Failure(FailureKind.SESSION_EXPIRED, Sentence("It was old.")), 0.0, opening=True)
    assert engine.may_answer(0.0)


def test_a_change_makes_all_be_considered_anew() -> None:
    engines = CircuitBreakers()
    reconsidered: list[str] = []
    engines.links.append(lambda: reconsidered.append("link"))
    engines.of("one").failed(WRONG_KEY, 0.0, opening=True)
    assert engines.of("one") is engines.of("one")
    assert engines.once(WRONG_KEY.sentence) == WRONG_KEY.sentence
    assert engines.once(WRONG_KEY.sentence) is None
    engines.forgive()
    assert engines.of("one").may_answer(0.0)
    assert engines.once(WRONG_KEY.sentence) == WRONG_KEY.sentence
    assert reconsidered == ["link"]


def test_a_network_that_is_back_helps_those_that_it_was_wanting_to() -> None:
    engines = CircuitBreakers()
    reconsidered: list[str] = []
    engines.links.append(lambda: reconsidered.append("link"))
    engines.of("cut off").failed(NO_NETWORK, 0.0, opening=True)
    engines.of("refused").failed(WRONG_KEY, 0.0, opening=True)
    engines.of("well").worked()
    engines.network_came_back()
    assert engines.of("cut off").may_answer(0.0)
    assert not engines.of("refused").may_answer(0.0)
    assert reconsidered == ["link"]


def test_all_links_but_one_are_ended_at_once() -> None:
    engines = CircuitBreakers()
    ended: list[str] = []
    engines.lets_go += [("one", lambda: ended.append("one")), ("other", lambda: ended.append("other"))]
    engines.let_go(but=("one",))
    assert ended == ["other"]

"""A few of the programs that `make foreign` tries: those that are there for the other tests anyway."""

import pytest

from tests.foreign.programs.catalogue import CANDIDATES
from tests.foreign.programs.opened import Candidate
from tests.foreign.programs.trial import attempt, place
from voiceapp.core.dictation.wishes import DeliveryMethod

LIGHT = [candidate for candidate in CANDIDATES if candidate.light]


@pytest.mark.parametrize(
    ("managed", "way"), [(True, DeliveryMethod.PASTE), (False, DeliveryMethod.TYPED)], ids=["whole desktop", "bare"]
)
@pytest.mark.parametrize("candidate", LIGHT, ids=lambda candidate: candidate.name)
def test_words_stand_in_a_program(candidate: Candidate, managed: bool, way: DeliveryMethod) -> None:
    with place(managed=managed) as around:
        attempt(candidate, around, way)

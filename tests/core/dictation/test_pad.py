"""Words that no program here can be given are kept for the person to copy."""

import pytest

from tests.core.dictation.world import World, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.messages import Delivered, DeliveryResult, DictationRequest
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence


def failed(world: World, kind: FailureKind) -> None:
    wish = world.flying.pop(0)
    world.tell(Delivered(wish.delivery, DeliveryResult.FAILED, failure=Failure(kind, Sentence("No way."))))


@pytest.mark.parametrize(("kind", "pad"), [(FailureKind.NOT_INSTALLED, True), (FailureKind.TOO_SLOW, False)])
def test_the_pad_is_for_desktops_that_take_no_text(kind: FailureKind, pad: bool) -> None:
    world = World()
    world.dictate()
    world.hear("These words.")
    failed(world, kind)
    shown = view(world)
    assert (shown.stage, shown.waiting, shown.pad) == (DictationStage.WAITING, "These words.", pad)


def test_what_is_said_next_joins_it_and_nothing_is_lost() -> None:
    world = World()
    for text in ("One.", "Two."):
        world.dictate()
        world.hear(text)
        if world.flying:
            failed(world, FailureKind.NOT_INSTALLED)
    assert view(world).waiting == "One. Two."
    assert view(world).pad
    world.ask(DictationRequest.DISCARD)
    assert view(world).stage is DictationStage.IDLE
    assert world.history() == ["One.", "Two."]

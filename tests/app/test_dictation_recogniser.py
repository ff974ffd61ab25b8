"""Who turns dictated speech into words, and what is said of it."""

from typing import cast

from voiceapp.app.dictation_recogniser import HEARD_HERE, BudgetNotice
from voiceapp.core.dictation.messages import NoticeGiven
from voiceapp.core.dictation.wishes import Transcriber
from voiceapp.engine_choice.available_engines import AvailableEngines


class Engines:
    over = False

    def heard_here_for_budget(self) -> bool:
        return self.over


def test_that_the_budget_moved_recognition_here_is_said_once_and_again_when_it_does_so_again() -> None:
    engines, told = Engines(), list[NoticeGiven]()
    budget = BudgetNotice(cast("AvailableEngines", engines), told.append)
    budget.look(Transcriber.AUTO)
    assert told == []
    engines.over = True
    budget.look(Transcriber.AUTO)
    budget.look(Transcriber.API)
    assert told == [NoticeGiven(HEARD_HERE)]
    engines.over = False
    budget.look(Transcriber.AUTO)
    engines.over = True
    budget.look(Transcriber.AUTO)
    assert len(told) == 2


def test_nothing_is_said_where_this_device_was_chosen() -> None:
    engines, told = Engines(), list[NoticeGiven]()
    engines.over = True
    BudgetNotice(cast("AvailableEngines", engines), told.append).look(Transcriber.LOCAL)
    assert told == []

"""The person is told before a limit is used up, in one line that nothing has to be done about."""

from voiceapp.app.limit_watch import LimitWatch
from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import Limit, ShowLimits, ShowState, TalkState


def test_a_limit_that_is_near_is_told_once() -> None:
    told: list[Failure] = []
    watch = LimitWatch(told.append)
    watch.take_show(ShowState(TalkState()))
    watch.take_show(ShowLimits((Limit("requests", 100, 50, 30.0),)))
    for remaining in (9, 8, 7):
        watch.take_show(ShowLimits((Limit("requests", 100, remaining, 30.0),)))
    (failure,) = told
    assert failure.kind is FailureKind.NEAR_LIMIT
    assert failure.remedy is Remedy.NONE
    assert "9 of 100 requests" in str(failure.sentence)

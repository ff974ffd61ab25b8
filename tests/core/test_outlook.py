"""Nothing is offered that whoever answers cannot do."""

import pytest

from voiceapp.core.outlook import Outlook
from voiceapp.core.wishes import TurnTaking


@pytest.mark.parametrize("ends_turns", [False, True])
@pytest.mark.parametrize("turn_taking", list(TurnTaking))
def test_the_server_listens_only_where_a_server_does(turn_taking: TurnTaking, ends_turns: bool) -> None:
    outlook = Outlook("realtime", ends_turns)
    asks_engine = turn_taking in (TurnTaking.SERVER, TurnTaking.SEMANTIC)
    assert outlook.offers(turn_taking) is (ends_turns or not asks_engine)
    assert outlook.offers(outlook.in_effect(turn_taking)), "what is shown as chosen is there to be chosen"
    if outlook.offers(turn_taking):
        assert outlook.in_effect(turn_taking) is turn_taking
    else:
        assert outlook.in_effect(turn_taking) is TurnTaking.LOCAL

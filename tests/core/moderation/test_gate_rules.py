"""In whatever order words, sound and verdicts come: nothing harmful passes, and nothing harmless is lost."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.moderation.test_gate import CLEAN, GONE, VIOLENT, Rig
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    EngineEvent,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.moderation.verdict import Verdict
from voiceapp.core.pcm import WIRE

HARM = "HARM"
PIECES = st.lists(
    st.sampled_from([" good", " day.", " and so on,", f" {HARM}", " How are you?", b"s" * WIRE.bytes(20)]), max_size=25
)


def verdict_of(text: str, closed_off: bool) -> Verdict | Failure:
    if closed_off:
        return GONE
    return VIOLENT if HARM in text else CLEAN


@given(PIECES, st.booleans(), st.booleans(), st.data())
def test_nothing_harmful_passes_and_nothing_harmless_is_lost(
    pieces: list[str | bytes], asks_for_harm: bool, closed: bool, data: st.DataObject
) -> None:
    rig = Rig(closed=closed)
    turn, reply = TurnId("t"), ReplyId("r")
    said = f"tell me {HARM}" if asks_for_harm else "tell me more"
    of_reply: list[EngineEvent] = [
        ReplyWords(reply, piece) if isinstance(piece, str) else ReplySound(reply, piece) for piece in pieces
    ]
    coming: list[EngineEvent] = [
        ReplyBegan(reply, turn),
        *of_reply,
        ReplySpoken(reply),
        ReplyEnded(reply, Outcome.DONE),
    ]
    words_come = data.draw(st.integers(0, len(coming)))
    coming.insert(words_come, TurnWords(turn, said, final=True))
    coming.insert(0, TurnTaken(turn))
    unreachable = data.draw(st.booleans())
    while coming or rig.checks:
        if coming and (not rig.checks or data.draw(st.booleans())):
            rig.come(coming.pop(0))
        else:
            check = rig.checks.pop(data.draw(st.integers(0, len(rig.checks) - 1)))
            rig._take(rig.gate.judged(check.number, verdict_of(check.text, unreachable)))
    ends = [event for event in rig.passed if isinstance(event, ReplyEnded)]
    assert len(ends) == 1, "every reply ends once"
    heard = "".join(event.text for event in rig.passed if isinstance(event, ReplyWords))
    sounds = [event for event in rig.passed if isinstance(event, ReplySound)]
    has_words = any(isinstance(piece, str) for piece in pieces)
    if not unreachable:
        assert HARM not in heard
        if asks_for_harm:
            assert (heard, sounds) == ("", [])
    harmless = not asks_for_harm and not any(HARM in piece for piece in pieces if isinstance(piece, str))
    whole = harmless and not unreachable and (has_words or not any(isinstance(piece, bytes) for piece in pieces))
    if whole or (unreachable and not closed):
        assert [event for event in rig.passed if event in of_reply] == of_reply
        assert ends[0].outcome is Outcome.DONE
    if unreachable and closed:
        assert (heard, sounds) == ("", [])

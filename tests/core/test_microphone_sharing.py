"""Holds who gets the one microphone, whatever talk and dictation do with it."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.messages import Event, MicFrame, MicrophoneChanged, MicStirred
from voiceapp.core.microphone_sharing import SILENCE_DB, MicrophoneSharing, MicrophoneUser

FRAME = MicFrame(b"\x01\x02" * 480, 0.0, 0.9, -20.0)
SILENCE = FRAME.changed(pcm=bytes(960), speech=0.0, level=SILENCE_DB)


def shared(*users: MicrophoneUser) -> MicrophoneSharing:
    sharing = MicrophoneSharing()
    for user in users:
        sharing.want(user, on=True)
    return sharing


def test_a_talk_hears_silence_while_a_dictation_records() -> None:
    sharing = shared(MicrophoneUser.TALK, MicrophoneUser.DICTATION)
    assert sharing.heard_by_talk(FRAME, dictated=False) == FRAME
    assert sharing.heard_by_talk(FRAME, dictated=True) == SILENCE
    assert sharing.heard_by_talk(MicStirred(0.0), dictated=None) is None
    assert sharing.heard_by_talk(FRAME, dictated=False) == FRAME
    assert sharing.heard_by_talk(MicStirred(0.0), dictated=None) == MicStirred(0.0)


def test_a_talk_that_does_not_listen_hears_nothing_of_a_dictation() -> None:
    sharing = shared(MicrophoneUser.DICTATION)
    for dictated in (True, False):
        assert sharing.heard_by_talk(FRAME, dictated=dictated) is None


def test_every_change_of_the_device_is_told_to_the_talk() -> None:
    changed: Event = MicrophoneChanged("Desk microphone")
    assert shared(MicrophoneUser.DICTATION).heard_by_talk(changed, dictated=False) == changed


GESTURES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(MicrophoneUser), st.booleans()),
        st.tuples(st.none(), st.booleans()),
    )
)


@given(GESTURES)
def test_it_is_open_while_anybody_wants_it_and_stays_open_only_where_that_is_set(
    gestures: list[tuple[MicrophoneUser | None, bool]],
) -> None:
    sharing = MicrophoneSharing()
    wanted: set[MicrophoneUser] = set()
    stays = False
    for user, on in gestures:
        if user is None:
            sharing.stay_open(on=on)
            stays = on
        else:
            sharing.want(user, on=on)
            (wanted.add if on else wanted.discard)(user)
        if wanted:
            assert sharing.is_open
        elif not stays:
            assert not sharing.is_open


def test_it_stays_open_from_the_next_use_on() -> None:
    sharing = shared(MicrophoneUser.TALK)
    opened: list[bool] = []
    changes: tuple[Callable[[], None], ...] = (
        lambda: sharing.stay_open(on=True),
        lambda: sharing.want(MicrophoneUser.TALK, on=False),
        lambda: sharing.want(MicrophoneUser.DICTATION, on=True),
        lambda: sharing.want(MicrophoneUser.DICTATION, on=False),
        lambda: sharing.stay_open(on=True),  # another setting has changed
        lambda: sharing.stay_open(on=False),
    )
    for change in changes:
        change()
        opened.append(sharing.is_open)
    assert opened == [True, False, True, True, True, False]

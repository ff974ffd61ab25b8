"""The table of what one can do is whole."""

from collections import Counter

from voiceapp.core.actions import ACTIONS, BY_ID, ActionId, KeyPlace
from voiceapp.settings.model import Settings


def test_each_action_stands_in_it_once() -> None:
    assert Counter(action.id for action in ACTIONS) == Counter(ActionId)
    assert list(BY_ID) == [action.id for action in ACTIONS]


def test_every_key_that_can_be_chosen_belongs_to_an_action() -> None:
    chosen = {row.key for row in Settings().rows() if row.kind.name == "keys"}
    assert chosen == {action.setting for action in ACTIONS if action.setting}


def test_no_keys_are_given_twice_in_one_place() -> None:
    settings = Settings()
    for place in KeyPlace:
        keys = [
            str(settings.value(action.setting)) if action.setting else action.keys
            for action in ACTIONS
            if action.place is place
        ]
        given = [each for each in keys if each]
        assert len(given) == len(set(given))
        assert str(place.title)


def test_what_needs_something_chosen_is_not_offered() -> None:
    offered = {action.id for action in ACTIONS if action.offered}
    assert {ActionId.NEW_TALK, ActionId.DICTATE, ActionId.QUIT} <= offered
    assert not offered & {ActionId.EDIT, ActionId.SEND, ActionId.MUTE_ANYWHERE, ActionId.RENAME}
    assert all(BY_ID[action].found_by is not None for action in offered)

"""Offers to transcribe the sound of a line again: as usual, by another recogniser, or in a language that the person names."""

from functools import partial

from PySide6.QtWidgets import QMenu

from voiceapp.core.transcript import Item, Message, Speaker
from voiceapp.core.versions_access import AnotherHearing
from voiceapp.gui.settings.model_words import language_name
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.words import tr


def offer_again(menu: QMenu, item: Item, actions: LineActions) -> None:
    """Add the entries, if the line has a sound of the person's."""
    recognise = actions.recognise
    if recognise is None or not isinstance(item, Message) or item.sound is None or item.speaker is not Speaker.USER:
        return
    menu.addAction(tr("Transcribe again"), lambda: recognise(item.id, None))
    if item.text.strip() and actions.hear_with is not None:
        _offer_others(menu, item, actions)
        return
    spoken = actions.languages()
    if not spoken:
        return
    choices = menu.addMenu(tr("Transcribe again in"))
    for code in spoken:
        choices.addAction(language_name(code), partial(recognise, item.id, (code,)))
    choices.addAction(tr("Detected language"), lambda: recognise(item.id, ()))


def _offer_others(menu: QMenu, item: Message, actions: LineActions) -> None:
    """What they hear stands beside the line's words, which stay."""
    compare, spoken, recognisers = actions.compare, actions.languages(), actions.recognisers()
    if spoken or recognisers:
        choices = menu.addMenu(tr("Transcribe again with"))
        _add_languages(choices, item, actions, "")
        if spoken and recognisers:
            choices.addSeparator()
        for offer in recognisers:
            by = choices.addMenu(offer.title)
            by.addAction(tr("Usual languages"), partial(_hear, actions, item, AnotherHearing(offer.id)))
            _add_languages(by, item, actions, offer.id)
    if item.versions and compare is not None:
        menu.addAction(tr("Compare versions"), lambda: compare(item))


def _add_languages(menu: QMenu, item: Message, actions: LineActions, recogniser: str) -> None:
    spoken = actions.languages()
    for code in spoken:
        menu.addAction(language_name(code), partial(_hear, actions, item, AnotherHearing(recogniser, (code,))))
    if spoken or recogniser:
        menu.addAction(tr("Detected language"), partial(_hear, actions, item, AnotherHearing(recogniser, ())))


def _hear(actions: LineActions, item: Message, how: AnotherHearing) -> None:
    if actions.hear_with is not None:
        actions.hear_with(item.id, how)

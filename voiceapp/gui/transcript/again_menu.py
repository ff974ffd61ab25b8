"""Offers to transcribe the sound of a line again, as usual or in a language that the person names."""

from functools import partial

from PySide6.QtWidgets import QMenu

from voiceapp.core.transcript import Item, Message, Speaker
from voiceapp.gui.settings.model_words import language_name
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.words import tr


def offer_again(menu: QMenu, item: Item, actions: LineActions) -> None:
    """Add the entries, if the line has a sound of the person's."""
    recognise = actions.recognise
    if recognise is None or not isinstance(item, Message) or item.sound is None or item.speaker is not Speaker.USER:
        return
    menu.addAction(tr("Transcribe again"), lambda: recognise(item.id, None))
    spoken = actions.languages()
    if not spoken:
        return
    choices = menu.addMenu(tr("Transcribe again in"))
    for code in spoken:
        choices.addAction(language_name(code), partial(recognise, item.id, (code,)))
    choices.addAction(tr("Detected language"), lambda: recognise(item.id, ()))

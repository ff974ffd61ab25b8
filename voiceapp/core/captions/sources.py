"""Tells captions what a talk and a dictation show of their words."""

from collections.abc import Iterable

from voiceapp.core.captions.flow import CaptionEvent, Said, Unsaid
from voiceapp.core.dictation.bar_view import DictationView, SpokenPart
from voiceapp.core.messages import HideItem, Show, ShowItem, ShowTalk
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, Via

YOU = Sentence("You")
ASSISTANT = Sentence("Assistant")


class TalkSource:
    """Follows what a talk shows, from now on: what stands there already was said before."""

    def __init__(self) -> None:
        self._earlier: set[ItemId] = set()
        self._follows = False

    def follow(self) -> None:
        """Take what is shown from now on as said now."""
        self._follows = True

    def take(self, show: Show) -> list[CaptionEvent]:
        match show:
            case ShowTalk(talk):
                self._earlier = {item.id for item in talk.items}
            case ShowItem(item) if not self._follows:
                self._earlier.add(item.id)
            case ShowItem(item) if item.id not in self._earlier:
                return _said_in_talk(item)
            case HideItem(item_id):
                return [Unsaid(item_id)]
            case _:
                pass
        return []


def _said_in_talk(item: Item) -> list[CaptionEvent]:
    if not isinstance(item, Message):
        return []
    if item.off_record:
        # Captions go into files, and to whoever translates them.
        return [Unsaid(item.id)]
    if item.speaker is Speaker.ASSISTANT:
        return [Said(item.id, _sounded(item), _is_final(item), ASSISTANT, language=_in(item), grows_only=True)]
    if item.via is not Via.VOICE:
        return []
    return [Said(item.id, item.text, _is_final(item), YOU, language=_in(item))]


def off_record_span(show: Show) -> tuple[float, float] | None:
    """Return from when to when the person spoke, if that was off the record, in the time of the talk."""
    match show:
        case ShowItem(Message(speaker=Speaker.USER, via=Via.VOICE, off_record=True) as said):
            return said.at, said.at + said.sound_ms / 1000 if said.sound_ms else float("inf")
        case _:
            return None


def _is_final(item: Message) -> bool:
    return item.state is not MessageState.GROWING and item.spoken is None


def _sounded(reply: Message) -> str:
    """Return what of it has been spoken by now."""
    if reply.spoken is not None:
        return reply.text[: reply.spoken]
    return "" if reply.state is MessageState.GROWING else reply.heard_text


def _in(item: Message) -> str:
    return item.language or ""


class DictationSource:
    """Follows what a dictation's bar shows. Its parts are final once they are on it no more."""

    def __init__(self) -> None:
        self._parts: dict[str, SpokenPart] = {}

    def take(self, view: DictationView) -> list[CaptionEvent]:
        before, self._parts = self._parts, {part.id: part for part in view.parts}
        gone = (part for part in before.values() if part.id not in self._parts)
        return [*_said(gone, final=True), *_said(view.parts, final=False)]


def _said(parts: Iterable[SpokenPart], *, final: bool) -> list[CaptionEvent]:
    return [Said(part.id, part.words, final, language=part.language) for part in parts]

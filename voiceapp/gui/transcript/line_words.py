"""Says in words what is in a line of the talk, on its card, and below it."""

import time

from voiceapp.core.pictures.picture_tool import DRAWS
from voiceapp.core.prices import cost_words
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_arguments import fields_of, told
from voiceapp.core.text.lengths import countdown
from voiceapp.core.transcript import (
    BY_PERSON,
    Improvement,
    Item,
    Message,
    MessageState,
    Note,
    Speaker,
    ToolCall,
    ToolState,
)
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tool_words, tr, translated

MOST_HEARD = 8
"""How many words of the vocabulary the tooltip tells of."""
MOST_UNDER_FOLD = 2_000
"""How many characters of a tool's answer its card shows."""
SHORT = 60
LONG_THOUGHT = 100
"""Seconds from which the length of a thought is told in minutes."""
LONGEST_PROMPT = 120
A_DAY = 86_400.0


def spoken_line(item: Item) -> str:
    """A line as screen readers read it and tests find it."""
    match item:
        case Message(speaker=Speaker.USER):
            return f"{item.voice or tr('You')}: {shown_text(item)}"
        case Message():
            unheard = f" ({tr('not heard')}: {item.unheard_text.strip()})" if item.unheard_text.strip() else ""
            return f"{item.voice or tr('Assistant')}: {item.heard_text}{unheard}"
        case ToolCall(state=ToolState.ASKED):
            return f"{tr('Tool')}: {card_words(item)} {asked_of(item)}".strip()
        case ToolCall() if item.images:
            return f"{tr('Picture')}: {_card_line(item)}"
        case ToolCall():
            return f"{tr('Tool')}: {_card_line(item)}"
        case Note():
            return in_words(item.sentence)


def card_words(call: ToolCall) -> str:
    """Return the words of a tool's card: its question, and later one line."""
    name = tool_words(call.name)
    match call.state:
        case ToolState.ASKED:
            return in_words(call.told) or name
        case ToolState.RUNNING if call.name in DRAWS:
            return tr("Drawing “{0}”…").format(_prompt_of(call))
        case ToolState.RUNNING:
            return in_words(call.told) or f"{name} · {tr('running…')}"
        case ToolState.REFUSED:
            return f"{name} · {tr('not allowed')}"
        case ToolState.FAILED:
            return f"{name} · {in_words(call.failure) or tr('failed')}"
        case ToolState.DONE:
            return in_words(call.told) or " · ".join(filter(None, (name, _in_short(call.arguments, SHORT))))


def _prompt_of(call: ToolCall) -> str:
    prompt = " ".join(fields_of(call.arguments).get("prompt", "").split())
    return prompt if len(prompt) <= LONGEST_PROMPT else f"{prompt[:LONGEST_PROMPT]}…"


def time_left(call: ToolCall) -> str:
    """Say how long it is until the timer or reminder rings; empty: nothing is due soon enough for seconds to matter."""
    left = call.waits.due - time.time() if call.waits is not None else A_DAY
    return tr("{0} left").format(countdown(left)) if left < A_DAY else ""


def cancel_word() -> str:
    return tr("Cancel")


def answer_words() -> tuple[str, str, str]:
    """Return the possible answers to a tool that asks, from the left."""
    return tr("Allow"), tr("Always allow"), tr("Don't allow")


def asked_of(call: ToolCall) -> str:
    """All arguments of a tool, a line for each field."""
    return "\n".join(f"{name}: {value}" if name else value for name, value in told(call.arguments))


def under_fold(item: Item) -> str:
    """Return what unfolding adds to the text of a line: thoughts, or a tool's arguments and its answer."""
    match item:
        case Message(improved=Improvement() as improved):
            return f"\n\n{first_version_label()}{improved.before}"
        case Message():
            return f"\n\n{item.thoughts}" if item.thoughts else ""
        case ToolCall(state=ToolState.ASKED) | Note():
            return ""
        case ToolCall(state=ToolState.RUNNING | ToolState.DONE) if item.name in DRAWS:
            return ""
        case ToolCall():
            answer = _in_short(item.output, MOST_UNDER_FOLD) if item.state is ToolState.DONE else ""
            return "".join(f"\n{each}" for each in (asked_of(item), answer) if each)


def improved_words(improved: Improvement) -> str:
    """Return who changed the words."""
    return tr("Transcribed again") if improved.by == BY_PERSON else tr("Improved by {0}").format(improved.by)


def first_version_label() -> str:
    return tr("First version:") + " "


def fold_words(message: Message, *, is_open: bool) -> str:
    """Return what stands on the line that unfolds the rest of a message, or folds it again. Empty: there is no more."""
    if message.improved is not None:
        what = improved_words(message.improved)
    elif message.thoughts:
        what = _thought_words(message.thought_for)
    else:
        return ""
    return f"{'▾' if is_open else '▸'} {what}"


def _thought_words(seconds: float) -> str:
    if seconds < 1:
        return tr("Reasoning")
    if seconds < LONG_THOUGHT:
        return tr("Thought for {0} s").format(round(seconds))
    return tr("Thought for {0} min").format(round(seconds / 60))


def _in_short(json: str, longest: int) -> str:
    """A JSON object without its punctuation; anything else as it is."""
    return ", ".join(f"{name}: {value}" if name else value for name, value in told(json))[:longest]


def shown_text(message: Message) -> str:
    if message.text:
        return message.text
    if message.state is MessageState.GROWING:
        return "…"
    if message.images:
        return tr("(a picture)")
    return tr("(not transcribed)") if message.sound else "…"


def shown_words(message: Message) -> str:
    """Returns the text of the bubble; a picture needs none."""
    return "" if message.images and not message.text else shown_text(message)


def text_of(item: Item) -> str:
    match item:
        case Message():
            return shown_words(item)
        case ToolCall():
            return _card_line(item)
        case Note():
            return in_words(item.sentence)


def _card_line(call: ToolCall) -> str:
    return " · ".join(filter(None, (card_words(call), time_left(call), tr("cancelled") if call.cancelled else "")))


def below_of(item: Item) -> str:
    """A second, smaller line for anything out of the ordinary."""
    match item:
        case Message(failure=Sentence() as failure):
            return in_words(failure)
        case Message(state=MessageState.WAITING):
            return tr("saved · not answered yet")
        case Message(state=MessageState.CUT) if item.unheard_text.strip():
            return tr("interrupted · you didn't hear the struck-through part")
        case Message(off_record=True) | ToolCall(off_record=True, images=(_, *_)):
            return tr("off the record · not kept")
        case Message(original=str()):
            return tr("edited")
        case _:
            return ""


def has_buttons(item: Item) -> bool:
    match item:
        case ToolCall(images=images, state=state, name=name) if images or (
            state is ToolState.RUNNING and name in DRAWS
        ):
            return True
        case ToolCall(state=ToolState.ASKED) | ToolCall(waits=WaitingAlarm()) | Note(rings=True):
            return True
        case Message(speaker=Speaker.USER, state=MessageState.WAITING, failure=None):
            return False  # it is on its way
        case Message(speaker=Speaker.USER, state=MessageState.WAITING | MessageState.FAILED):
            return True
        case _:
            return False


def has_card(item: Item) -> bool:
    """Say whether anything on it can be pressed: buttons, or links to where an answer was found."""
    return has_buttons(item) or (isinstance(item, Message) and bool(item.sources))


def has_icons(item: Item) -> bool:
    """Only for what was said: cards have buttons, and the app's notes are seldom copied."""
    return isinstance(item, Message) and not has_buttons(item)


def told_of(item: Item) -> str:
    """Says when, by whom and at what cost."""
    parts = [time.strftime("%H:%M:%S", time.localtime(item.at))]
    if isinstance(item, Message):
        parts += [part for part in (item.engine, item.model) if part]
        priced = [line.usd for line in item.spent if line.usd is not None]
        if cost := in_words(cost_words(sum(priced), unpriced=len(priced) < len(item.spent))):
            parts.append(cost)
        if item.profile:
            parts.append(tr("Profile: {0}").format(translated(item.profile)))
        if item.original is not None:
            parts.append(tr("edited"))
        parts += [tr("{1}: heard “{0}”").format(use.heard, use.written) for use in item.term_uses[:MOST_HEARD]]
        if item.improved is not None:
            parts.append(improved_words(item.improved))
        if item.thoughts:
            parts.append(tr("with reasoning"))
    return " · ".join(parts)

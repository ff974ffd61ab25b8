"""Names a talk that nobody has named yet, after its first words."""

from voiceapp.core.transcript import Message, Speaker, Talk, TalkKind

LONGEST = 60
"""Characters of a title that was made from words."""

_UNNAMED = {
    TalkKind.CONVERSATION: "Conversation",
    TalkKind.DICTATION: "Dictation",
    TalkKind.TRANSCRIPTION: "Transcription",
}


def shortened(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text on one line, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > longest // 2 else cut).rstrip(" ,;:.–-") + "…"


def title_from(words: str, kind: TalkKind) -> str:
    return shortened(words) or _UNNAMED[kind]


def first_words(talk: Talk) -> str:
    """What the person said first; where they said nothing, what was said to them."""
    said = [item for item in talk.items if isinstance(item, Message) and item.text.strip()]
    by_user = [message for message in said if message.speaker is Speaker.USER]
    return next((message.text for message in by_user or said), "")


def title_of(talk: Talk) -> str:
    """Never empty."""
    return talk.title.strip() or title_from(first_words(talk), talk.kind)

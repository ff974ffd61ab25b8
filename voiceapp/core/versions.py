"""Keeps what several recognisers made of one sound side by side: none overwrites another until the person chooses it."""

from dataclasses import replace

from voiceapp.core.transcript import Message, MessageState, Version

MOST_VERSIONS = 12
"""More than anybody compares; the oldest goes."""


def own_version(message: Message) -> Version:
    """Return the words that a message has now."""
    return Version(
        message.text, message.heard_by, message.language or "", message.original, message.words, message.improved
    )


def with_version(message: Message, version: Version) -> Message:
    """Put other words beside those of a message, in the place of earlier ones from the same recogniser and language."""
    heard_so = version.by, version.language
    others = tuple(each for each in message.versions if (each.by, each.language) != heard_so)
    return replace(message, versions=(*others, version)[-MOST_VERSIONS:])


def heard_again(message: Message, again: Message) -> Message:
    """Return a line with what was heard in it this time: as its words where it waited for some, else as a version beside
    them. Its sound stays as it is, for it may be half of a recording, or made of two.
    """
    spent = (*message.spent, *again.spent)
    if message.state is MessageState.DONE and message.text.strip():
        by = next((each.model for each in again.spent), "")
        version = Version(again.text, by, again.language or "", words=again.words)
        return replace(with_version(message, version), spent=spent)
    return replace(
        message,
        text=again.text,
        state=again.state,
        words=again.words,
        language=again.language,
        spent=spent,
        failure=None,
        original=None,
        improved=None,
        term_uses=(),
        heard_by="",
    )


def using(message: Message, version: Version) -> Message:
    """Let these words be the message's. The former ones wait in their place, so that using those brings all back."""
    if version not in message.versions:
        return message
    mine = own_version(message)
    return replace(
        message,
        text=version.text,
        heard_by=version.by,
        language=version.language or None,
        original=version.original,
        words=version.words,
        improved=version.improved,
        versions=tuple(mine if each == version else each for each in message.versions),
    )

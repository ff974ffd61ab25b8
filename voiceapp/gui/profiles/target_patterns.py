"""Turns a window that the person points at into the words by which a profile knows it again."""

from urllib.parse import urlsplit

from voiceapp.core.dictation.text_target import TextTarget

_LONGEST = 60


def program_pattern(target: TextTarget) -> str:
    return target.program or target.process


def page_pattern(target: TextTarget) -> str:
    """Returns the host of the page, or else the name of the site, which most pages have at the end of their titles."""
    if not target.browser:
        return ""
    host = urlsplit(target.address).hostname
    if host:
        return host.removeprefix("www.")
    parts = [part.strip() for part in target.title.replace(" — ", " - ").split(" - ")]
    # The last is the browser itself.
    return parts[-2][:_LONGEST] if len(parts) > 1 else ""


def target_words(target: TextTarget) -> str:
    """Says which window it is, for people."""
    title = target.title if len(target.title) <= _LONGEST else f"{target.title[:_LONGEST]}…"
    return " · ".join(part for part in (program_pattern(target), title) if part)

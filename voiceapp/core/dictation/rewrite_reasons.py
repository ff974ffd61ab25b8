"""Lists why a selected text is not rewritten, in sentences."""

from voiceapp.core.sentence import Sentence

NO_SELECTION = Sentence("No text is selected. Select some first, or say “from the clipboard” with what you want.")
NOTHING_COPIED = Sentence("There's no text in the clipboard. Copy some first, and say it again.")
PASSWORD_FIELD = Sentence("voiceapp doesn't read password fields. Select text somewhere else.")
NOT_READ_HERE = Sentence(
    "voiceapp reads nothing in this window, because it may be private. Settings > Profiles lists such programs."
)
NOTHING_WRITTEN = Sentence("The language model wrote nothing. Try again, or say it in other words.")
TOO_SLOW = Sentence("The language model took too long. The selected text is as it was; you can try again.")
NO_REWRITER = Sentence(
    "The language model on this device is too small to rewrite texts. Choose a larger one in Settings > Local models."
)
NO_ANSWER = Sentence("voiceapp couldn't find out who can rewrite this. Try again.")


def too_long(most: int) -> Sentence:
    return Sentence("That text is too long to be rewritten at once. Select at most {most} characters.", most=most)

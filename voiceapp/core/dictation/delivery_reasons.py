"""Lists why words are not inserted, or not yet, in sentences."""

from voiceapp.core.dictation.messages import DeliveryResult
from voiceapp.core.sentence import Sentence

WHY = {
    DeliveryResult.FOCUS_MOVED: Sentence(
        "Another window has the focus now. Click where the text belongs, then insert it."
    ),
    DeliveryResult.HIDDEN_FIELD: Sentence(
        "voiceapp doesn't type into password fields. Click somewhere else and insert it there."
    ),
    DeliveryResult.UNSEEN: Sentence(
        "voiceapp can't tell if this terminal is asking for a password. Insert the words if it isn't."
    ),
    DeliveryResult.SEVERAL_LINES: Sentence(
        "A terminal may run each of these lines as a command. Insert them only if you mean it."
    ),
}
MAY_BE_MEANT = frozenset((DeliveryResult.UNSEEN, DeliveryResult.SEVERAL_LINES))
UNTOLD = Sentence("This browser doesn't say which fields are for passwords. Make sure the cursor isn't in one.")
TOO_LATE = Sentence("The words came late. Click where they belong, then insert them.")
NOWHERE = Sentence("No window had the focus. Click where the text belongs, then insert it.")
CAME_LATER = Sentence("These words came later. Click where they belong, then insert them.")
UNCHANGED = Sentence("Another window has the focus now, so nothing was changed.")
NOTHING_TO_UNDO = Sentence("Nothing was dictated lately that could be undone.")
CANNOT_UNDO = Sentence("voiceapp can't undo that. Undo it in the other program.")
NOTHING_TO_HEAR = Sentence("Nothing was dictated lately that could be transcribed again.")
CANNOT_REPLACE = Sentence("voiceapp can't replace these words. Transcribe them again in the history.")
COPIED_INSTEAD = Sentence("The corrected words couldn't go back into the other program. They are in the clipboard.")

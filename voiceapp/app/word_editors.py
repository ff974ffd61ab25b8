"""Says which language model tidies, translates and rewrites words, or why none does."""

from voiceapp.core.dictation.rewrite_messages import RewriterSeen
from voiceapp.core.dictation.rewrite_reasons import NO_REWRITER
from voiceapp.core.dictation.text_target import DictationId
from voiceapp.core.ports import Chat
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.available_engines import AvailableEngines

NO_EDITOR = Sentence("Cleanup needs a language model.")
NO_TRANSLATOR = Sentence("The language model on this device can't translate well enough.")
SPENT = Sentence("The budget is spent, and no language model on this device is fit for this. Raise the budget.")


class WordEditors:
    def __init__(self, engines: AvailableEngines) -> None:
        self._engines = engines

    def _unless_spent(self, nobody: Sentence) -> Sentence:
        return nobody if self._engines.over_budget() is None else SPENT

    def editor(self, translates: bool) -> Chat:
        nobody = self._unless_spent(NO_TRANSLATOR if translates else NO_EDITOR)
        return self._engines.word_editor(nobody, translates=translates)

    def rewriter(self) -> Chat:
        return self._engines.rewriter(self._unless_spent(NO_REWRITER))

    def continuer(self) -> Chat:
        return self._engines.continuer(self._unless_spent(NO_REWRITER))

    def translator_trouble(self) -> Sentence | None:
        """May ask the keyring, so not in the loop."""
        return None if self._engines.translates(learn=True) else self._unless_spent(NO_TRANSLATOR)

    def look_at_rewriter(self, dictation: DictationId) -> RewriterSeen:
        """May ask the keyring, so not in the loop."""
        possible, leaves, fit = self._engines.rewrites()
        return RewriterSeen(dictation, None if possible else self._unless_spent(NO_REWRITER), leaves, fit)

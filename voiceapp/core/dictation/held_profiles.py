"""Remembers which profile holds for each dictation, and what its models may be told beside the words.

It is decided once, when the dictation begins, by the program that has the keyboard then.
"""

from dataclasses import replace

from voiceapp.core.dictation.context import is_private, kind_words
from voiceapp.core.dictation.dictation_parts import DictationEntry
from voiceapp.core.dictation.messages import (
    AgreeToContext,
    ContextRead,
    DictationCommand,
    FocusSeen,
    LookAtTranslator,
    ReadContext,
    TranslatorSeen,
)
from voiceapp.core.dictation.profile_choice import needs_look, profile_for, runs_in, shows, tidying, with_profile
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DictationProfile, DictationWishes, TidyStyle
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.sentence import Sentence, in_a_row

SOON = 0.5
"""Seconds from the beginning for which a recogniser waits to be told the profile and the context."""

_Holding = tuple[DictationProfile | None, tuple[str, ...] | None, str]
"""A profile, the languages that the person says a recording is in, and how it is to be cleaned up this time."""


class HeldProfiles:
    def __init__(self, out: list[DictationCommand], wishes: DictationWishes) -> None:
        self._out = out
        self.notice: Sentence | None = None
        """What the person has to know of the newest dictation before its words leave."""
        self.asked_for: tuple[str, ...] = ()
        """What may be allowed now, each as `profile:kind`."""
        self.change(wishes)

    def change(self, wishes: DictationWishes) -> None:
        self._wishes = wishes
        self._with: dict[_Holding, tuple[DictationWishes, Wording]] = {}

    # --- what holds

    def of(self, dictation: DictationEntry) -> DictationWishes:
        return self._held(dictation)[0]

    def wording(self, dictation: DictationEntry) -> Wording:
        return self._held(dictation)[1]

    def _held(self, dictation: DictationEntry) -> tuple[DictationWishes, Wording]:
        held = dictation.profile, dictation.languages, dictation.asked_tidy
        if held not in self._with:
            wishes = with_profile(self._wishes, dictation.profile)
            if dictation.languages is not None:
                wishes = replace(wishes, languages=dictation.languages)
            if dictation.asked_tidy:
                tidy, prompt = tidying(wishes, dictation.asked_tidy)
                wishes = replace(wishes, tidy=tidy, tidy_prompt=prompt)
            self._with[held] = wishes, Wording.of(wishes)
        return self._with[held]

    def is_open(self, dictation: DictationEntry, now: float) -> bool:
        """Says whether it is worth waiting for the profile or the context before a recogniser begins."""
        due = not dictation.profile_known or dictation.context_due
        return due and now < dictation.begun_at + SOON

    # --- how it is decided

    def begin(self, dictation: DictationEntry, asked: str) -> None:
        self.notice, self.asked_for = None, ()
        dictation.asked_profile = asked
        if not needs_look(self._wishes, asked):
            self._settle(dictation, None)

    def begin_kept(self, dictation: DictationEntry, name: str) -> None:
        """The words of a recording in the history belong to the profile that it was made with."""
        dictation.profile = next((each for each in self._wishes.profiles if name and each.name == name), None)
        dictation.profile_known = True

    def take_news(self, dictation: DictationEntry, event: FocusSeen | TranslatorSeen | ContextRead) -> None:
        match event:
            case FocusSeen():
                self._focus_seen(dictation, event)
            case TranslatorSeen():
                self._translator_seen(dictation, event)
            case _:
                dictation.context_due = False
                dictation.context = event.context.only(self._agreed(dictation))

    def _focus_seen(self, dictation: DictationEntry, event: FocusSeen) -> None:
        if not dictation.profile_known:
            self._settle(dictation, event.target)
        if event.target is not None:
            self._ask_for_context(dictation, event.target)

    def take(self, dictation: DictationEntry, asked: str) -> bool:
        """The person wants another profile. Says whether it is to be heard in another way."""
        before = self.of(dictation)
        self.notice, self.asked_for = None, ()
        dictation.asked_profile = asked
        self._settle(dictation, dictation.target)
        # The new profile may tell others, and was allowed other things.
        dictation.context = dictation.context.only(self._agreed(dictation))
        after = self.of(dictation)
        return (before.transcriber, before.languages) != (after.transcriber, after.languages)

    def _settle(self, dictation: DictationEntry, target: TextTarget | None) -> None:
        dictation.profile = profile_for(self._wishes, target, dictation.asked_profile)
        dictation.profile_known = True
        wishes = self.of(dictation)
        if wishes.translate_to:
            self._out.append(LookAtTranslator(dictation.id, wishes))

    def _translator_seen(self, dictation: DictationEntry, event: TranslatorSeen) -> None:
        dictation.untranslated = event.trouble is not None
        if event.trouble is not None:
            self._tell(in_a_row(event.trouble, Sentence("Your words are inserted as spoken.")))

    # --- context

    def _ask_for_context(self, dictation: DictationEntry, target: TextTarget) -> None:
        wishes = self.of(dictation)
        profile = wishes.profile
        if profile is None or not wishes.context or self.forbids_context(target):
            return
        agreed = self._agreed(dictation)
        new = tuple(kind for kind in wishes.context if kind not in agreed)
        if agreed:
            dictation.context_due = True
            self._out.append(ReadContext(dictation.id, agreed, target))
        if new:
            self.asked_for = tuple(_agreement(profile, kind) for kind in new)
            self._tell(_would_leave(wishes, new))

    def _agreed(self, dictation: DictationEntry) -> tuple[ContextKind, ...]:
        wishes = self.of(dictation)
        profile = wishes.profile
        if profile is None:
            return ()
        return tuple(kind for kind in wishes.context if _agreement(profile, kind) in wishes.agreed_context)

    def forbids_context(self, target: TextTarget) -> bool:
        """Says whether nothing may be read there."""
        listed = self._wishes.no_context
        hidden = target.secret or target.unseen or is_private(target.title)
        return hidden or runs_in(listed, target) or shows(listed, target)

    def allow_context(self) -> None:
        if self.asked_for:
            self._out.append(AgreeToContext(self.asked_for))
        self.notice, self.asked_for = None, ()

    def _tell(self, sentence: Sentence) -> None:
        self.notice = sentence if self.notice is None else in_a_row(self.notice, sentence)


def _would_leave(wishes: DictationWishes, kinds: tuple[ContextKind, ...]) -> Sentence:
    if wishes.tidy is TidyStyle.AS_SAID and not wishes.translate_to:
        return Sentence("This profile also gives {what} to the recogniser, once you allow it.", what=kind_words(kinds))
    return Sentence(
        "This profile also gives {what} to the recogniser and the language model, once you allow it.",
        what=kind_words(kinds),
    )


def _agreement(profile: DictationProfile, kind: ContextKind) -> str:
    return f"{profile.id}:{kind.value}"

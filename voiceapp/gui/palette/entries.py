"""Gathers what the palette lists: actions, settings pages, choices, and conversations."""

from collections.abc import Iterator
from typing import TypeGuard

from voiceapp.core.actions import ACTIONS, ActionId
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.history import TalkSummary
from voiceapp.core.palette import PaletteEntry
from voiceapp.gui.history.model import date_words
from voiceapp.gui.profiles.profile_choices import profile_choices
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import key_words
from voiceapp.gui.words import tr, translated
from voiceapp.settings.engine_kinds import ENGINES
from voiceapp.settings.kinds import ChoiceKind
from voiceapp.settings.model import Settings, page_title

ACTION, PAGE, CHOICE, TALK, ENGINE, PROFILE = "action", "page", "choice", "talk", "engine", "profile"
CHOICES = ("talking.turn_taking", "talking.output", "appearance.theme", "appearance.language", "engines.leaves_machine")
"""Settings that people change in the middle of something else."""


def action_entries(settings: SettingsAccess) -> Iterator[PaletteEntry]:
    for action in ACTIONS:
        if action.offered and action.id is not ActionId.PALETTE:
            yield PaletteEntry(
                f"{ACTION}:{action.id.value}",
                in_words(action.title),
                keys=key_words(settings, action.id),
                found_by=in_words(action.found_by),
            )


def page_entries() -> Iterator[PaletteEntry]:
    rows = Settings().rows()
    for page in dict.fromkeys(row.group.page for row in rows):
        labels = " ".join(translated(row.label) for row in rows if row.group.page == page)
        yield PaletteEntry(f"{PAGE}:{page}", translated(page_title(page)), tr("Settings"), found_by=labels)


def choice_entries() -> Iterator[PaletteEntry]:
    for row in Settings().rows():
        if row.key in CHOICES and isinstance(row.kind, ChoiceKind):
            for value, words in row.kind.choices.items():
                title = f"{translated(row.label)}: {translated(str(words))}"
                yield PaletteEntry(f"{CHOICE}:{row.key}={value}", title, tr("Setting"))
    for engine in ENGINES:
        title = tr("Answer first with: {0}").format(translated(engine.label))
        yield PaletteEntry(f"{ENGINE}:{engine.name}", title, tr("Setting"), found_by=tr("engine model"))


def profile_entries(settings: SettingsAccess) -> Iterator[PaletteEntry]:
    for choice in profile_choices(settings):
        title = tr("Dictate with: {0}").format(choice.words)
        yield PaletteEntry(f"{PROFILE}:{choice.id}", title, tr("Profile"), found_by=tr("profile dictation"))


def talk_entry(talk: TalkSummary, typed: str) -> PaletteEntry:
    """`typed`: the search text, in whatever words."""
    return PaletteEntry(f"{TALK}:{talk.id}", in_words(talk.shown_title), date_words(talk.started_at), found_by=typed)


def with_first(engine: str, order: object) -> tuple[str, ...]:
    """`order`: the current order of the engines in the settings."""
    return (engine, *(name for name in order if name != engine)) if _are_names(order) else (engine,)


def _are_names(value: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple)

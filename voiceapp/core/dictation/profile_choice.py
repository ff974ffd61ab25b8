"""Decides which profile holds in a program, and what the wishes are with it."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import AS_USUAL, DictationProfile, DictationWishes, TidyStyle

ANY_TERMINAL = "@terminal"
"""Among the programs of a profile: every terminal, whatever its name."""


def profile_for(wishes: DictationWishes, target: TextTarget | None, asked: str = "") -> DictationProfile | None:
    """Returns the profile that was asked for, or else the one that is chosen, or else the one of this program."""
    by_id = {profile.id: profile for profile in wishes.profiles}
    if asked in by_id:
        return by_id[asked]
    if wishes.chosen == AS_USUAL:
        return None
    if wishes.chosen in by_id:
        return by_id[wishes.chosen]
    return None if target is None else matching(wishes.profiles, target)


def matching(profiles: Sequence[DictationProfile], target: TextTarget) -> DictationProfile | None:
    """Returns the first profile that names the page, or else the first that names the program."""
    automatic = [profile for profile in profiles if profile.automatic]
    by_page = (profile for profile in automatic if _shows_page(profile, target))
    by_program = (profile for profile in automatic if runs_in(profile.programs, target))
    return next(by_page, None) or next(by_program, None)


def runs_in(patterns: Sequence[str], target: TextTarget) -> bool:
    """Says whether the program is among these."""
    names = [name.casefold() for name in (target.program, target.process) if name]
    return any(target.terminal if pattern == ANY_TERMINAL else _fits(pattern, names) for pattern in patterns)


def _fits(pattern: str, names: Sequence[str]) -> bool:
    first, *others = pattern.casefold().split("*")
    return any(_begins_and_holds(name, first, others) for name in names)


def _begins_and_holds(name: str, first: str, others: Sequence[str]) -> bool:
    """Says whether the pieces stand in the name in this order. A regular expression of many stars would take forever."""
    if not others:
        return name == first
    *middle, last = others
    if not name.startswith(first) or not name.endswith(last):
        return False
    at, end = len(first), len(name) - len(last)
    for piece in middle:
        found = name.find(piece, at, max(at, end))
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end


def _shows_page(profile: DictationProfile, target: TextTarget) -> bool:
    return target.browser and shows(profile.pages, target)


def shows(words: Sequence[str], target: TextTarget) -> bool:
    """Says whether the title or the address contains one of these."""
    shown = f"{target.title}\n{target.address}".casefold()
    return any(word.casefold() in shown for word in words)


def needs_look(wishes: DictationWishes, asked: str) -> bool:
    """Says whether the profile depends on which program has the keyboard."""
    by_id = {profile.id for profile in wishes.profiles}
    if asked in by_id or wishes.chosen == AS_USUAL or wishes.chosen in by_id:
        return False
    return any(profile.automatic and (profile.programs or profile.pages) for profile in wishes.profiles)


def with_profile(wishes: DictationWishes, profile: DictationProfile | None) -> DictationWishes:
    """Returns the wishes that hold with this profile."""
    if profile is None:
        return wishes
    tidy, prompt = tidying(wishes, profile.tidy)
    own = {heard.casefold() for heard, _ in profile.replacements}
    others = tuple(pair for pair in wishes.replacements if pair[0].casefold() not in own)
    return replace(
        wishes,
        profile=profile,
        languages=profile.languages or wishes.languages,
        transcriber=profile.transcriber or wishes.transcriber,
        vocabulary=tuple(dict.fromkeys((*profile.vocabulary, *wishes.vocabulary))),
        replacements=(*profile.replacements, *others),
        tidy=tidy,
        tidy_prompt=prompt,
        way=profile.way or wishes.way,
        programs=() if profile.way else wishes.programs,
        line_ends=profile.line_ends or wishes.line_ends,
        spoken_commands=wishes.spoken_commands if profile.spoken_commands is None else profile.spoken_commands,
        rules=wishes.rules if profile.rules is None else profile.rules,
        translate_to=profile.translate_to,
        context=profile.context,
    )


def tidying(wishes: DictationWishes, name: str) -> tuple[TidyStyle, str]:
    """Returns the style of that name, or the person's prompt of that name with its text. Empty: the usual one."""
    if not name:
        return wishes.tidy, wishes.tidy_prompt
    own = dict(wishes.prompts).get(name)
    if own is not None:
        return TidyStyle.OWN, own
    known = {style.value: style for style in TidyStyle}
    # A prompt that is gone must not send the words to a model that the person did not choose.
    return known.get(name, TidyStyle.AS_SAID), wishes.tidy_prompt

"""Writes profiles into a file for other people, with the prompts that they use, and reads such files.

A file of somebody else may come with anything: what a profile lets out is never taken from it, since only the person
at this computer can allow that, and neither is a key.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import tomlkit

from voiceapp.core.dictation.wishes import AS_USUAL, DictationProfile, Transcriber
from voiceapp.core.sentence import Sentence
from voiceapp.settings.bounded_toml import parsed
from voiceapp.settings.kinds import Entries, NotAllowedError, Profiles
from voiceapp.settings.profile_kind import REPLACEMENTS, ProfilesKind, table_of

_HEADING = "Profiles of voiceapp. `voiceapp profiles import FILE` takes them in."
_NO_ID = re.compile(r"[^a-z0-9]+")


def written(profiles: Sequence[DictationProfile], prompts: Mapping[str, str]) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADING))
    used = {profile.tidy: prompts[profile.tidy] for profile in profiles if profile.tidy in prompts}
    if used:
        document.add("prompts", tomlkit.item(used))
    document.add("profile", tomlkit.item([table_of(profile) for profile in profiles]) if profiles else tomlkit.aot())
    return tomlkit.dumps(document)


def read_profiles(text: str) -> tuple[Profiles, Entries]:
    """Returns the profiles with the prompts that they need. Raises ValueError, with a sentence, if there is none."""
    told = parsed(text)
    found, refused = ProfilesKind().readable(told.get("profile"))
    if not found.all:
        raise ValueError(refused[0] if refused else Sentence("There is no profile in this file."))
    try:
        prompts = REPLACEMENTS.checked(told.get("prompts", {}))
    except NotAllowedError:
        prompts = Entries()
    return Profiles(tuple(_without_permissions(profile) for profile in found)), prompts


def _without_permissions(profile: DictationProfile) -> DictationProfile:
    """Sound goes to nobody because of a file, so of those who transcribe only the one on this device is taken."""
    stays = profile.transcriber is Transcriber.LOCAL
    return replace(profile, key="", context=(), transcriber=profile.transcriber if stays else None)


def joined(here: Profiles, others: Profiles) -> tuple[Profiles, tuple[DictationProfile, ...]]:
    """Returns all of them, and the new ones with the ids that they have got: none takes the place of another."""
    for profile in others:
        here = Profiles((*here, replace(profile, id=free_id(profile.id, here))))
    return here, here.all[len(here.all) - len(others.all) :]


def copy_of(profile: DictationProfile, among: Profiles, name: str = "") -> DictationProfile:
    """Returns a copy with an id of its own, which takes away neither the key nor the programs of the original."""
    name = name or f"{profile.name} 2"
    return replace(profile, id=free_id(name, among), name=name, key="", automatic=False)


def free_id(name: str, among: Profiles) -> str:
    base = _NO_ID.sub("-", name.casefold()).strip("-")[:30] or "profile"
    taken = {profile.id for profile in among} | {AS_USUAL, "auto"}
    ids = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in ids if each not in taken)

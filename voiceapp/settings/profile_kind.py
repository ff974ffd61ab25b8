"""Reads and writes profiles of dictation as tables of the settings file, and checks each member by its own kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar, cast

from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod, DictationProfile, LineEnds, Transcriber
from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule
from voiceapp.core.sentence import Sentence
from voiceapp.settings.bounded_toml import NOT_READABLE, parsed
from voiceapp.settings.kinds import (
    A_TEXT,
    HEARD_AND_WRITTEN,
    ChoiceKind,
    Entries,
    Kind,
    NotAllowedError,
    OnOffKind,
    Profiles,
    TableKind,
    TextKind,
    Value,
    WordsKind,
)
from voiceapp.settings.rules import keys, language
from voiceapp.settings.writing_rules import RULES, rules_of, switches_of

MOST = 200
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
E = TypeVar("E", bound=Enum)


def _words_of(choices: type[Enum]) -> Entries:
    return Entries({str(each.value): str(each.value) for each in choices})


REPLACEMENTS = TableKind(Sentence("what is heard with what is written"), heads=HEARD_AND_WRITTEN)
MEMBERS: Mapping[str, Kind] = {
    "id": TextKind(wanted=Sentence("a short name in small letters"), longest=40),
    "name": TextKind(wanted=A_TEXT, longest=60),
    "programs": WordsKind(most=100),
    "pages": WordsKind(most=100),
    "automatic": OnOffKind(),
    "key": TextKind("keys", Sentence("a key such as Ctrl+Alt+Space"), longest=60, rule=keys),
    "languages": WordsKind(most=20, rule=language),
    "transcriber": ChoiceKind(_words_of(Transcriber)),
    "vocabulary": WordsKind(),
    "replacements": REPLACEMENTS,
    "tidy": TextKind(longest=200),
    "insert": ChoiceKind(_words_of(DeliveryMethod)),
    "line_ends": ChoiceKind(_words_of(LineEnds)),
    "spoken_commands": OnOffKind(),
    "written_forms": OnOffKind(),
    "writing": WordsKind(most=20),
    "translate_to": TextKind(longest=3, rule=language),
    "context": WordsKind(most=10),
}
"""What a profile may say, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class ProfilesKind:
    """Allows a list of profiles, each with an id of its own."""

    name: str = "profiles"

    @property
    def allowed(self) -> Sentence:
        return Sentence("a list of profiles, which `voiceapp profiles import` reads from a file")

    def checked(self, raw: object) -> Profiles:
        found, refused = self.readable(raw)
        if refused:
            raise NotAllowedError(refused[0])
        return found

    def readable(self, raw: object) -> tuple[Profiles, Sequence[Sentence]]:
        """Reads as many as can be read, and says why the others cannot."""
        if isinstance(raw, Profiles):
            raw = [table_of(profile) for profile in raw]
        if not isinstance(raw, list | tuple):
            return Profiles(), (Sentence("it must be a list of tables."),)
        found: dict[str, DictationProfile] = {}
        refused: list[Sentence] = []
        for number, each in enumerate(cast("Sequence[object]", raw), 1):
            try:
                profile = profile_of(each)
            except NotAllowedError as error:
                why = error.why or Sentence("it is no table.")
            else:
                why = Sentence("there is another profile with that id.")
                if profile.id not in found and len(found) < MOST:
                    found[profile.id] = profile
                    continue
            refused.append(Sentence("profile {number} can't be read, because {why}", number=str(number), why=why))
        return Profiles(tuple(found.values())), refused

    def from_text(self, text: str) -> Profiles:
        try:
            return self.checked(parsed(f"value = {text}")["value"])
        except NOT_READABLE:
            raise NotAllowedError(Sentence("it looks like a list or a table, but can't be read as one.")) from None


def profile_of(raw: object) -> DictationProfile:
    """Raises NotAllowedError, which says what is wrong."""
    if not isinstance(raw, Mapping):
        raise NotAllowedError
    said = {name: _checked(str(name), value) for name, value in cast("Mapping[object, object]", raw).items()}
    name, profile = said.get("name"), said.get("id")
    if not isinstance(name, str) or not name:
        raise NotAllowedError(Sentence("it has no name."))
    if not isinstance(profile, str) or not _ID.fullmatch(profile):
        raise NotAllowedError(Sentence("its id isn't a short name in small letters."))
    replacements = said.get("replacements", Entries())
    assert isinstance(replacements, Entries)
    return DictationProfile(
        profile,
        name,
        programs=_texts(said, "programs"),
        pages=_texts(said, "pages"),
        automatic=said.get("automatic", True) is True,
        key=str(said.get("key", "")),
        languages=_texts(said, "languages"),
        transcriber=_one_of(Transcriber, said.get("transcriber")),
        vocabulary=_texts(said, "vocabulary"),
        replacements=tuple(replacements.items()),
        tidy=str(said.get("tidy", "")),
        way=_one_of(DeliveryMethod, said.get("insert")),
        line_ends=_one_of(LineEnds, said.get("line_ends")),
        spoken_commands=None if "spoken_commands" not in said else said["spoken_commands"] is True,
        rules=_rules(said),
        translate_to=str(said.get("translate_to", "")),
        context=_kinds(_texts(said, "context")),
    )


def _checked(name: str, value: object) -> Value:
    kind = MEMBERS.get(name)
    if kind is None:
        raise NotAllowedError(Sentence("nothing is called {name} there.", name=name[:60]))
    try:
        return kind.checked(value)
    except NotAllowedError as error:
        why = error.why or Sentence("allowed is {values}.", values=kind.allowed)
        raise NotAllowedError(Sentence("{name} is wrong: {why}", name=name, why=why)) from None


def _texts(said: Mapping[object, Value], name: str) -> tuple[str, ...]:
    value = said.get(name, ())
    assert isinstance(value, tuple)
    return value


def _one_of(choices: type[E], value: Value | None) -> E | None:
    return None if value is None else choices(value)


def _rules(said: Mapping[object, Value]) -> frozenset[WritingRule] | None:
    """All of them or none, by `written_forms`, or those that are named."""
    if "writing" not in said:
        every = DEFAULT_RULES if said.get("written_forms") is True else frozenset[WritingRule]()
        return every if "written_forms" in said else None
    try:
        return rules_of(_texts(said, "writing"))
    except KeyError:
        raise NotAllowedError(Sentence("writing is a list of {known}.", known=", ".join(RULES))) from None


def _kinds(names: Sequence[str]) -> tuple[ContextKind, ...]:
    try:
        return tuple(ContextKind(name) for name in names)
    except ValueError:
        known = ", ".join(kind.value for kind in ContextKind)
        raise NotAllowedError(Sentence("context is a list of {known}.", known=known)) from None


def table_of(profile: DictationProfile) -> dict[str, object]:
    """Returns the table of a file that says the same. What is as usual is left out."""
    said: dict[str, object] = {
        "id": profile.id,
        "name": profile.name,
        "programs": list(profile.programs),
        "pages": list(profile.pages),
        "automatic": None if profile.automatic else False,
        "key": profile.key,
        "languages": list(profile.languages),
        "transcriber": profile.transcriber and profile.transcriber.value,
        "vocabulary": list(profile.vocabulary),
        "replacements": dict(profile.replacements),
        "tidy": profile.tidy,
        "insert": profile.way and profile.way.value,
        "line_ends": profile.line_ends and profile.line_ends.value,
        "spoken_commands": profile.spoken_commands,
        **_written_table(profile.rules),
        "translate_to": profile.translate_to,
        "context": [kind.value for kind in profile.context],
    }
    return {name: value for name, value in said.items() if value is False or value}


def _written_table(rules: frozenset[WritingRule] | None) -> dict[str, object]:
    if rules is None:
        return {}
    if not rules or rules == DEFAULT_RULES:
        return {"written_forms": bool(rules)}
    return {"writing": list(switches_of(rules))}

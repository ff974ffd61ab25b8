"""Profiles in the settings file: a table each, of which a wrong one costs only itself."""

from pathlib import Path

import pytest

from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod, DictationProfile, LineEnds, Transcriber
from voiceapp.core.dictation.writing.table import DEFAULT_RULES, WritingRule
from voiceapp.settings.file import load, save
from voiceapp.settings.kinds import NotAllowedError, Profiles
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.profile_file import read_profiles, written
from voiceapp.settings.profile_kind import ProfilesKind, profile_of, table_of
from voiceapp.settings.shipped_profiles import NAMES, PROMPTS, SHIPPED

WHOLE = """
[dictation]
output = "typed"

[[profiles.list]]
id = "letters"
name = "Letters"
programs = ["libreoffice*"]
pages = ["office.com"]
automatic = false
key = "f9"
languages = ["de"]
transcriber = "local"
vocabulary = ["Kowalska"]
tidy = "email"
insert = "typed"
line_ends = "one_line"
spoken_commands = false
written_forms = false
translate_to = "en"
context = ["title", "clipboard"]
[profiles.list.replacements]
"mfg" = "Mit freundlichen Grüßen"

[[profiles.list]]
id = "plain"
name = "Plain"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_profile_says_what_belongs_together_and_what_it_leaves_out_is_as_usual(path: Path) -> None:
    path.write_text(WHOLE, encoding="utf-8")
    loaded = load(path)
    assert loaded.problems == ()
    letters, plain = loaded.settings.profiles.list
    assert letters == DictationProfile(
        "letters",
        "Letters",
        ("libreoffice*",),
        ("office.com",),
        automatic=False,
        key="F9",
        languages=("de",),
        transcriber=Transcriber.LOCAL,
        vocabulary=("Kowalska",),
        replacements=(("mfg", "Mit freundlichen Grüßen"),),
        tidy="email",
        way=DeliveryMethod.TYPED,
        line_ends=LineEnds.ONE_LINE,
        spoken_commands=False,
        rules=frozenset(),
        translate_to="en",
        context=(ContextKind.TITLE, ContextKind.CLIPBOARD),
    )
    assert plain == DictationProfile("plain", "Plain")
    assert profile_of(table_of(letters)) == letters


@pytest.mark.parametrize(
    ("file", "rules"),
    [
        ("", None),
        ("written_forms = true", DEFAULT_RULES),
        ("written_forms = false", frozenset[WritingRule]()),
        ("writing = []", frozenset[WritingRule]()),
        ('writing = ["fillers", "dates"]', {WritingRule.FILLERS, WritingRule.DATES, WritingRule.TIMES}),
    ],
)
def test_a_profile_may_write_otherwise_than_all_others(path: Path, file: str, rules: object) -> None:
    path.write_text(f'[[profiles.list]]\nid = "a"\nname = "A"\n{file}\n', encoding="utf-8")
    (profile,) = load(path).settings.profiles.list
    assert profile.rules == rules
    assert profile_of(table_of(profile)) == profile


def test_what_is_changed_beside_them_stays_outside_their_tables(path: Path) -> None:
    path.write_text(WHOLE, encoding="utf-8")
    before = load(path).settings
    save(path, before.with_value("profiles.chosen", "plain"), ["profiles.chosen"])
    save(path, load(path).settings.with_value("dictation.tidy_up", "clear"), ["dictation.tidy_up"])
    after = load(path)
    assert after.problems == ()
    assert after.settings == before.with_value("profiles.chosen", "plain").with_value("dictation.tidy_up", "clear")
    save(path, after.settings.with_value("profiles.list", Profiles()), ["profiles.list"])
    assert load(path).settings.profiles.list == Profiles()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('name = "No id"', "its id isn't a short name"),
        ('id = "a"', "it has no name"),
        ('id = "A b"\nname = "A"', "its id isn't a short name"),
        ('id = "plain"\nname = "Again"', "another profile with that id"),
        ('id = "a"\nname = "A"\ncolour = "red"', "nothing is called colour"),
        ('id = "a"\nname = "A"\nkey = "Ctrl+Nonsense"', "key is wrong"),
        ('id = "a"\nname = "A"\ninsert = "thrown"', "insert is wrong"),
        ('id = "a"\nname = "A"\nwriting = ["poems"]', "writing is a list of fillers, numbers"),
        ('id = "a"\nname = "A"\ncontext = ["screen"]', "context is a list of title, before"),
    ],
)
def test_a_wrong_profile_costs_itself_and_closes_what_it_may_have_closed(path: Path, wrong: str, told: str) -> None:
    path.write_text(f"{WHOLE}\n[[profiles.list]]\n{wrong}\n", encoding="utf-8")
    loaded = load(path)
    said = " ".join(str(problem.sentence) for problem in loaded.problems)
    assert told in said
    assert "profile 3" in said
    assert [profile.id for profile in loaded.settings.profiles.list] == ["letters", "plain"]
    assert loaded.settings.dictation.transcriber == "local", "it may have said that nothing leaves the machine"


def test_what_is_no_list_of_tables_is_refused() -> None:
    for raw in ("x", 5, [1]):
        with pytest.raises(NotAllowedError):
            ProfilesKind().checked(raw)
    with pytest.raises(SettingError, match="read as one"):
        Settings().with_text("profiles.list", "[{")
    changed = Settings().with_text("profiles.list", '[{id = "a", name = "A"}]')
    assert changed.profiles.list == Profiles((DictationProfile("a", "A"),))
    assert "voiceapp profiles import" in str(ProfilesKind().allowed)


def test_those_that_come_with_the_app_can_be_read_and_let_no_model_change_words_by_themselves() -> None:
    assert ProfilesKind().checked([table_of(profile) for profile in SHIPPED]) == SHIPPED
    assert [str(name) for name in NAMES] == [profile.name for profile in SHIPPED]
    own = set(PROMPTS)
    for profile in SHIPPED:
        assert not profile.context
        assert not (profile.automatic and profile.tidy)
        assert profile.tidy in {"", "email", "code_comment", *own}


@pytest.mark.parametrize(
    ("told", "kept"), [(Transcriber.API, None), (Transcriber.AUTO, None), (Transcriber.LOCAL, Transcriber.LOCAL)]
)
def test_a_file_of_somebody_else_lets_nothing_out(told: Transcriber, kept: Transcriber | None) -> None:
    theirs = DictationProfile(
        "mail", "Mail", key="f9", transcriber=told, context=(ContextKind.CLIPBOARD,), languages=("de",)
    )
    profiles, _ = read_profiles(written((theirs,), {}))
    assert profiles.all == (DictationProfile("mail", "Mail", transcriber=kept, languages=("de",)),)

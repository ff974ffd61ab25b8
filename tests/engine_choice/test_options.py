"""Each line of `ENGINES` has its maker, and says by itself when it may answer."""

import pytest

from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.options import option_of
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.settings.engine_kinds import ALL_HERE, ENGINES, EngineKind, Leaves, engines_in
from voiceapp.settings.groups.engines import EngineSettings
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

EVERYONE = EngineSettings().order


@pytest.mark.parametrize("kind", ENGINES, ids=lambda kind: kind.name)
def test_each_engine_is_made_under_its_own_name(kind: EngineKind) -> None:
    settings = Settings()
    parts = PartsFactory(settings, KeyRing({}), ConnectionPool(), LocalMachine(chosen_models(settings)))
    option = option_of(kind, parts)
    assert option.name == kind.name
    assert option.billed == bool(kind.asks), "only those who ask somebody may cost money"


@pytest.mark.parametrize(
    ("allowed", "names"),
    [("sound", ["realtime", "cascade", "local"]), ("text", ["cascade", "local"]), ("nothing", ["local"])],
)
def test_who_may_answer_follows_from_what_may_leave(allowed: Leaves, names: list[str]) -> None:
    assert [kind.name for kind in engines_in(EVERYONE, allowed)] == names


def test_the_person_s_order_is_kept() -> None:
    assert [kind.name for kind in engines_in(("local", "realtime"), "sound")] == ["local", "realtime"]


def test_where_nothing_may_leave_this_machine_answers_even_unchosen() -> None:
    assert [kind.name for kind in engines_in(("realtime",), "nothing")] == list(ALL_HERE)
    assert engines_in(("realtime",), "text") == ()

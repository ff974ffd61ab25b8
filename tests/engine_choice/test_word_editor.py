"""Who tidies and translates dictated words: the service that may be asked, or a model here that is fit for it."""

import pytest

from tests.engine_choice.test_outlook import EmptyVault
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, Speaker
from voiceapp.core.wishes import side_job
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.lazy_parts import LazyChat
from voiceapp.local.brain_profiles import LARGE, SMALL, STANDARD, WHOLE, BrainProfile
from voiceapp.local.model_set import LocalMachine
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.spending import Spending

NOBODY = Sentence("Nobody can.")


def engines(key: str, where: str = "api") -> AvailableEngines:
    settings = Settings().with_value("chat.where", where)
    ring = KeyRing({"OPENAI_API_KEY": key} if key else {}, EmptyVault)
    return AvailableEngines(lambda: settings, ring, Spending(lambda: settings, ALL_PRICES))


@pytest.mark.parametrize(
    ("profile", "tidies", "translates"), [(SMALL, False, False), (LARGE, True, False), (WHOLE, True, True)]
)
async def test_without_a_key_only_a_model_that_is_fit_for_it_may(
    monkeypatch: pytest.MonkeyPatch, profile: BrainProfile, tidies: bool, translates: bool
) -> None:
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: profile)
    here = engines("")
    assert here.translates(learn=True) is translates
    for wants, fit in ((False, tidies), (True, translates)):
        editor = here.word_editor(NOBODY, translates=wants)
        assert isinstance(editor, LazyChat)
        if fit:
            assert editor.traits.leaves_machine is None
            continue
        said = (Message(ItemId("1"), Speaker.USER, 0.0, "um hello"),)
        with pytest.raises(EngineError) as refused:
            async for _ in editor.answer(said, side_job("Tidy.")):
                pass
        assert refused.value.failure.sentence == NOBODY
        assert refused.value.failure.kind is FailureKind.NOT_INSTALLED
    await here.close()


async def test_with_a_key_the_service_does_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: SMALL)
    there = engines("sk-test-key-of-nobody-0123456789")
    assert there.translates(learn=True)
    for wants in (False, True):
        assert there.word_editor(NOBODY, translates=wants).traits.leaves_machine is not None
    await there.close()


@pytest.mark.parametrize(("profile", "fit"), [(SMALL, False), (STANDARD, True), (LARGE, True), (WHOLE, True)])
async def test_without_a_key_any_model_but_the_smallest_rewrites_and_nothing_leaves(
    monkeypatch: pytest.MonkeyPatch, profile: BrainProfile, fit: bool
) -> None:
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: profile)
    here = engines("")
    assert here.rewrites() == (fit, False, profile.tidies)
    if not fit:
        said = (Message(ItemId("1"), Speaker.USER, 0.0, "Hello."),)
        with pytest.raises(EngineError) as refused:
            async for _ in here.rewriter(NOBODY).answer(said, side_job("Rewrite.")):
                pass
        assert refused.value.failure.sentence == NOBODY
    await here.close()


async def test_with_a_key_the_text_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: SMALL)
    there = engines("sk-test-key-of-nobody-0123456789")
    assert there.rewrites() == (True, True, True)
    await there.close()

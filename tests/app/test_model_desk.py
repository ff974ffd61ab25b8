"""The desk of the models: what is asked of it happens, and whoever watches sees it."""

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from tests.local.publisher import CONTENT, Publisher, file_at, model_of_files, published
from tests.rig.models import installed
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.model_desk import LoadedModels, ModelsDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.loaded_models import LoadedModel, ModelsInMemory
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.model_fit import Computer, MeasuredSpeed
from voiceapp.core.ports import EngineError
from voiceapp.local import background_model, catalogue, chosen_models
from voiceapp.local.background_model import wanted_by_itself
from voiceapp.local.catalogue.brains import SMALL, STANDARD
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import BETTER_EARS, CARRIED, MANY_LANGUAGES, ChosenModels, find
from voiceapp.local.computer import kept_speed
from voiceapp.local.model_store import ModelStore
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

SOON = 20.0


HELD = ModelsInMemory((LoadedModel("brain", "SmolLM2", 319_000_000),), 2)


def settled(told: ModelsInMemory) -> Future[ModelsInMemory]:
    future: Future[ModelsInMemory] = Future()
    future.set_result(told)
    return future


class World:
    """A desk whose catalogue's standard brain comes from a publisher of ours."""

    def __init__(self, paths: Paths, model: CatalogueModel) -> None:
        self.model = model
        self.paths = paths
        self.workers = WorkerPool()
        self.settings = LiveSettings(paths.settings_file, Settings())
        self.played: list[bytes] = []
        self.chosen_again = 0
        self.shown: list[ModelCard] = []
        self.changed = threading.Condition()
        self.desk = self.opened()

    def opened(self) -> ModelsDesk:
        loaded = LoadedModels(lambda: settled(HELD), lambda: settled(ModelsInMemory()))
        self.desk = ModelsDesk(self.paths, self.settings, self.workers, self.played.append, self._choose, loaded)
        self.desk.watch(self._see)
        return self.desk

    def _choose(self) -> None:
        self.chosen_again += 1

    def _see(self, card: ModelCard) -> None:
        with self.changed:
            self.shown.append(card)
            self.changed.notify_all()

    def until(self, true: Callable[[ModelCard], bool]) -> ModelCard:
        """Wait until a card was shown of which this holds."""
        with self.changed:
            assert self.changed.wait_for(lambda: any(true(card) for card in self.shown), SOON)
            return next(card for card in reversed(self.shown) if true(card))

    def card(self) -> ModelCard:
        (card,) = self.desk.cards(self.model)
        return card

    def close(self) -> None:
        self.desk.close()
        self.workers.close()


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with published() as server:
        yield server


@pytest.fixture
def world(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    paths = Paths.find()
    paths.make()
    model = replace(
        model_of_files(file_at(f"{publisher.address}/model.gguf"), id=STANDARD), title="Better", memory=1000
    )
    monkeypatch.setitem(catalogue._BY_ID, STANDARD, model)
    everything = tuple(model if each.id == STANDARD else each for each in catalogue.CATALOGUE)
    monkeypatch.setattr("voiceapp.app.model_desk.CATALOGUE", everything)
    monkeypatch.setattr("voiceapp.local.model_store.CATALOGUE", everything)
    made = World(paths, model)
    yield made
    made.close()


@installed
def test_what_is_asked_for_comes_and_is_used_at_once(world: World, publisher: Publisher) -> None:
    assert world.card().state is ModelState.ABSENT
    world.desk.get(STANDARD)
    card = world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)
    assert card.done == len(CONTENT)
    assert world.chosen_again
    assert not card.by_itself
    small = world.until(lambda card: card.id == SMALL)
    assert (small.state, small.built_in) == (ModelState.HERE, True)


@installed
def test_use_delete_and_let_the_app_choose(world: World) -> None:
    world.desk.get(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)
    world.shown.clear()
    world.desk.use(SMALL)
    world.until(lambda card: card.id == SMALL and card.state is ModelState.IN_USE)
    assert world.settings.value("local.language_model") == SMALL
    world.shown.clear()
    world.desk.let_choose("brain")
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)
    assert world.settings.value("local.language_model") == ""
    world.desk.use(STANDARD)
    world.shown.clear()
    world.desk.delete(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.ABSENT)
    assert world.desk._queue.wish(BETTER_EARS) is None, "nor does anything else come"
    world.until(lambda card: card.id == SMALL and card.state is ModelState.IN_USE)
    assert world.settings.value("local.language_model") == ""


def test_a_pause_is_seen_and_what_was_begun_goes_on_at_the_next_start(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = replace(world.model, files=(file_at(f"{publisher.address}/held/model.gguf"),))
    monkeypatch.setitem(catalogue._BY_ID, STANDARD, held)
    world.desk.get(STANDARD)
    world.until(lambda card: card.state is ModelState.FETCHING and card.done > 0)
    world.desk.pause(STANDARD)
    paused = world.until(lambda card: card.state is ModelState.PAUSED)
    assert 0 < paused.done < len(CONTENT)
    publisher.held.set()
    world.desk.close()
    world.shown.clear()
    again = world.opened()
    again.begin_background()
    (card,) = again.cards(held)
    assert card.state is ModelState.PAUSED
    again.get(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state in (ModelState.HERE, ModelState.IN_USE))


@pytest.mark.expects_log
def test_an_unknown_model_harms_nothing(world: World) -> None:
    world.desk.get("nothing")
    world.desk.pause("nothing")
    answers: list[object] = []
    came = threading.Event()

    def then(answer: Probe | Failure) -> None:
        answers.append(answer)
        came.set()

    world.desk.try_out("nothing", then)
    assert came.wait(SOON)
    assert isinstance(answers[0], Failure)


@installed
def test_the_better_brain_comes_by_itself_and_a_stop_is_remembered(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL", "1")
    held = replace(world.model, files=(file_at(f"{publisher.address}/held/model.gguf"),))
    monkeypatch.setitem(catalogue._BY_ID, STANDARD, held)
    world.desk.begin_background()
    card = world.until(lambda card: card.state is ModelState.FETCHING and card.done > 0)
    assert card.by_itself
    world.desk.cancel(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.ABSENT)
    assert world.settings.value("local.fetch_models") == "asked"
    assert wanted_by_itself(world.settings(), {}) == ()


def begun_by_itself(world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> CatalogueModel:
    """Let the standard brain come by itself as far as its publisher's middle."""
    monkeypatch.setenv("LOCAL", "1")
    held = replace(world.model, files=(file_at(f"{publisher.address}/held/model.gguf"),))
    monkeypatch.setitem(catalogue._BY_ID, STANDARD, held)
    monkeypatch.setattr("voiceapp.local.background_model.BY_ITSELF", (STANDARD,))
    world.desk.begin_background()
    world.until(lambda card: card.state is ModelState.FETCHING and card.done > 0)
    return held


@installed
@pytest.mark.parametrize(
    ("setting", "value"),
    [("local.fetch_models", "asked"), ("engines.order", ("realtime",)), ("local.language_model", SMALL)],
)
def test_what_comes_by_itself_stops_where_the_settings_say_so_and_what_came_stays(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, setting: str, value: object
) -> None:
    held = begun_by_itself(world, publisher, monkeypatch)
    world.shown.clear()
    world.settings.change(setting, value)
    world.until(lambda card: card.state is ModelState.PAUSED and world.desk._queue._now is None)
    assert 0 < world.card().done < len(CONTENT)
    assert world.desk._queue.wish(STANDARD) is None
    assert world.desk._store.begun(held)


@installed
@pytest.mark.parametrize("way", ["asked", "LOCAL"])
def test_what_was_begun_by_itself_does_not_go_on_where_it_is_no_longer_wanted(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    held = begun_by_itself(world, publisher, monkeypatch)
    world.desk.close()
    publisher.held.set()
    asked = len(publisher.asked)
    if way == "asked":
        world.settings.change("local.fetch_models", "asked")
    else:
        monkeypatch.setenv("LOCAL", "0")
    again = world.opened()
    assert again._queue.wish(STANDARD) is not None
    again._begin_background()
    again._try_again()
    assert again._queue.wish(STANDARD) is None
    assert not again._queue._wishes, "nothing is left to fetch"
    again.close()
    assert len(publisher.asked) == asked
    assert again._store.begun(held), "what came stays, as the person may want it"


@installed
def test_what_the_person_asked_for_goes_on_whatever_the_settings_say(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_by_itself(world, publisher, monkeypatch)
    world.desk._queue.get(world.model)
    world.settings.change("local.fetch_models", "asked")
    world.desk._leave_unwanted()
    publisher.held.set()
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)


@installed
def test_what_came_by_itself_and_was_deleted_does_not_come_again(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_by_itself(world, publisher, monkeypatch)
    publisher.held.set()
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)
    world.shown.clear()
    world.desk.delete(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.ABSENT)
    assert world.settings.value("local.fetch_models") == "asked"
    assert wanted_by_itself(world.settings(), {}) == ()


def test_a_pause_and_a_cancel_never_wait_for_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are asked for on the window's thread."""
    threads: list[str] = []
    came = threading.Semaphore(0)

    def seen(model: object) -> None:
        threads.append(threading.current_thread().name)
        came.release()

    monkeypatch.setattr(world.desk._queue, "pause", seen)
    monkeypatch.setattr(world.desk._queue, "cancel", seen)
    world.desk.pause(STANDARD)
    world.desk.cancel(STANDARD)
    assert came.acquire(timeout=SOON)
    assert came.acquire(timeout=SOON)
    assert all(name.startswith("desk") for name in threads)


@installed
def test_an_import_ends_the_wish_for_what_it_brought(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun_by_itself(world, publisher, monkeypatch)
    world.desk.pause(STANDARD)
    world.until(lambda card: card.state is ModelState.PAUSED and world.desk._queue._now is None)
    (tmp_path / "model.gguf").write_bytes(CONTENT)
    assert world.desk._taken_in(tmp_path).ok
    assert world.desk._queue.wish(STANDARD) is None
    assert world.card().state is ModelState.IN_USE


@installed
def test_nothing_comes_by_itself_where_it_is_not_wanted_or_does_not_fit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    assert wanted_ids(settings) == [STANDARD, BETTER_EARS]
    assert wanted_by_itself(settings, {"LOCAL": "0"}) == ()
    assert wanted_by_itself(settings.with_value("local.fetch_models", "asked"), {}) == ()
    assert wanted_ids(settings.with_value("local.language_model", SMALL)) == [BETTER_EARS]
    assert wanted_ids(settings.with_value("local.whisper", "whisper-tiny.en")) == [STANDARD]
    assert wanted_by_itself(settings.with_value("engines.order", ("realtime",)), {}) == ()
    monkeypatch.setattr(background_model, "need_room", _full)
    assert wanted_by_itself(settings, {}) == ()


@installed
def test_a_small_computer_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceapp.local.chosen_models.this_computer", lambda _: Computer(1_000_000_000, 1))
    assert wanted_by_itself(Settings(), {}) == ()


@pytest.fixture
def nothing_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs models is installed, and no package carries any."""
    carriers = {each.package for each in (*CARRIED.values(), MANY_LANGUAGES)}
    look = chosen_models._folder
    monkeypatch.setattr(chosen_models, "_folder", lambda package: None if package in carriers else look(package))


@installed
@pytest.mark.usefixtures("nothing_carried")
def test_where_no_package_carries_a_model_all_that_is_needed_comes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    assert wanted_ids(Settings()) == [STANDARD, BETTER_EARS, "piper-en-joe"]
    german = Settings().with_value("talking.languages", ["de"])
    assert wanted_ids(german) == [STANDARD, BETTER_EARS, "piper-de-thorsten"]
    unknown = Settings().with_value("talking.languages", ["sw"])
    assert "piper-en-joe" in wanted_ids(unknown), "better than none"
    monkeypatch.setattr("voiceapp.local.chosen_models.this_computer", lambda _: Computer(2_000_000_000, 2))
    assert SMALL in wanted_ids(Settings())
    assert STANDARD not in wanted_ids(Settings())


@installed
@pytest.mark.usefixtures("nothing_carried")
@pytest.mark.parametrize(
    ("part", "model"), [("brain", STANDARD), ("ears", "whisper-tiny.en"), ("voice", "piper-en-joe")]
)
def test_what_is_missing_is_said_with_the_command_that_gets_it(part: str, model: str) -> None:
    with pytest.raises(EngineError) as told:
        find(part, ChosenModels())
    assert told.value.failure.kind is FailureKind.NOT_INSTALLED
    said = str(told.value.failure.sentence)
    assert "isn't here yet. Get it in Models, or run " in said
    assert f"models get {model}" in said


@installed
@pytest.mark.usefixtures("nothing_carried")
@pytest.mark.parametrize("own", ["", SMALL])
def test_the_small_model_answers_once_it_was_fetched_whatever_the_person_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    """It knows English only, and is chosen by itself for nobody of whom that isn't known: but it's better than none."""
    (tmp_path / SMALL).mkdir()
    monkeypatch.setattr(ModelStore, "is_whole", lambda _, model: model.id == SMALL)
    monkeypatch.setattr(chosen_models, "size_of", lambda _: 98_000_000)
    found = find("brain", ChosenModels(language_model=own, store=str(tmp_path)))
    assert (found.id, found.fetched, Path(found.path).parent) == (SMALL, True, tmp_path / SMALL)


@installed
def test_a_large_brain_that_came_has_the_computer_measured(
    world: World, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then it isn't chosen; afterwards it is, where it fits."""
    large = replace(world.model, least_speed=10.0)
    monkeypatch.setitem(catalogue._BY_ID, STANDARD, large)
    everything = tuple(large if each.id == STANDARD else each for each in catalogue.CATALOGUE)
    monkeypatch.setattr("voiceapp.app.model_desk.CATALOGUE", everything)
    monkeypatch.setattr("voiceapp.local.model_store.CATALOGUE", everything)
    monkeypatch.setattr("voiceapp.local.model_cards.CATALOGUE", everything)

    async def quick(settings: Settings) -> MeasuredSpeed:
        return MeasuredSpeed(24.0, 1_000_000_000)

    monkeypatch.setattr("voiceapp.one_off.model_trials.measured", quick)
    world.desk.get(STANDARD)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.HERE)
    world.until(lambda card: card.id == STANDARD and card.state is ModelState.IN_USE)
    assert kept_speed(world.paths.state) == MeasuredSpeed(24.0, 1_000_000_000)


@installed
def test_each_kind_of_model_can_be_tried(world: World) -> None:
    for model in ("whisper-tiny.en", SMALL, "piper-en-joe"):
        came = threading.Event()
        answers: list[Probe | Failure] = []

        def then(answer: Probe | Failure, answers: list[Probe | Failure] = answers, came: object = came) -> None:
            answers.append(answer)
            assert isinstance(came, threading.Event)
            came.set()

        world.desk.try_out(model, then)
        assert came.wait(60.0)
        assert isinstance(answers[0], Probe), answers
        assert answers[0].ok
    assert len(world.played[0]) > 10_000


def wanted_ids(settings: Settings) -> list[str]:
    return [model.id for model in wanted_by_itself(settings, {})]


def _full(folder: Path, size: int) -> None:
    from voiceapp.core.failures import FailureKind
    from voiceapp.core.ports import EngineError
    from voiceapp.core.sentence import Sentence

    raise EngineError(Failure(FailureKind.DISK_FULL, Sentence("There's no room.")))


def test_what_is_in_memory_is_asked_beside_the_persons_thread(world: World) -> None:
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    world.desk.in_memory(answers.put)
    assert answers.get(timeout=SOON) == HELD
    world.desk.let_go(answers.put)
    assert answers.get(timeout=SOON) == ModelsInMemory()


@installed
def test_a_voice_for_a_language_is_offered_once_and_never_again(world: World) -> None:
    for _ in range(2):
        world.desk.offer_voice("de", "piper-de-thorsten")
        world.until(lambda card: card.lacking_for == "de")
    world.desk.offer_voice("it", "piper-it-paola")
    world.until(lambda card: card.lacking_for == "it")
    assert [card.lacking_for for card in world.shown if card.lacking_for] == ["de", "it"]
    world.desk.close()
    world.opened().offer_voice("de", "piper-de-thorsten")
    world.desk.offer_voice("fr", "piper-fr-siwis")
    world.until(lambda card: card.lacking_for == "fr")
    assert [card.lacking_for for card in world.shown if card.lacking_for] == ["de", "it", "fr"]

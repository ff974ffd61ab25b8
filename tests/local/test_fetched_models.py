"""What is fetched is used where it fits, at once, and a talk goes on with it."""

import asyncio
import os
import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.local.publisher import CONTENT, SUM, file_at, model_of_files
from tests.rig.models import installed
from voiceapp.core.failures import FailureKind
from voiceapp.core.model_cards import ModelState
from voiceapp.core.model_fit import Computer, MeasuredSpeed
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.local import model_store
from voiceapp.local.catalogue import CATALOGUE, model_of
from voiceapp.local.catalogue.brains import SMALL, STANDARD
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import ChosenModels, english_only, find, load_of
from voiceapp.local.computer import keep_speed, kept_speed, this_computer
from voiceapp.local.model_cards import card_of
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.model_store import ModelStore
from voiceapp.local.process_messages import ChatJob, Done, Load, TextMessage
from voiceapp.one_off.catalogue_models import told_of_import

GB = 1_000_000_000
QUICK = Computer(16 * GB, 4, MeasuredSpeed(24.0, 491_400_064))


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def known(id: str) -> CatalogueModel:
    model = model_of(id)
    assert model is not None
    return model


def put(store: ModelStore, id: str) -> CatalogueModel:
    """Pretend that a model was fetched: its files are small, its manifest says so."""
    model = known(id)
    folder = store.make(model)
    kept: list[model_store.KeptFile] = []
    for file in model.files:
        (folder / file.name).write_bytes(b"GGUF")
        kept.append(model_store.KeptFile(file.name, 4, file.sha256))
    (folder / "manifest.json").write_bytes(msgspec.json.encode(model_store.Manifest(model.id, kept)))
    return model


def put_like(store: ModelStore, path: str) -> None:
    """Pretend that the standard brain was fetched: it is a copy of another one."""
    model = known(STANDARD)
    size = len(Path(shutil.copyfile(path, store.make(model) / model.load)).read_bytes())
    kept = [model_store.KeptFile(model.load, size, model.files[0].sha256)]
    (store.folder(model) / "manifest.json").write_bytes(msgspec.json.encode(model_store.Manifest(model.id, kept)))


def chosen(store: ModelStore, **fields: object) -> ChosenModels:
    plain = ChosenModels(store=str(store.root), computer=QUICK, languages=("en",), english_only=True)
    return replace(plain, **fields)  # type: ignore[arg-type]


# --- the catalogue


def test_every_entry_is_complete() -> None:
    assert len({model.id for model in CATALOGUE}) == len(CATALOGUE)
    for model in CATALOGUE:
        assert model.part in ("ears", "brain", "voice", "meaning", "speakers")
        assert model.licence
        assert model.size > 0
        assert not model.load or model.load in {file.name for file in model.files}
        for file in model.files:
            assert file.sha256 or (file.size < 5_000_000 and file.name.endswith((".json", ".txt")))
            assert not file.sha256 or len(file.sha256) == 64
            assert file.address.startswith("https://") or file.carried
            assert not file.carried or sum(wheel.bytes for wheel in file.carried) == file.bytes


def test_voices_speak_twelve_languages_at_least() -> None:
    assert len({language for model in CATALOGUE if model.part == "voice" for language in model.languages}) >= 12


# --- the store


def test_half_a_model_is_never_used(store: ModelStore) -> None:
    model = known(STANDARD)
    folder = store.make(model)
    (folder / f"{model.load}.part").write_bytes(b"half")
    assert not store.is_whole(model)
    assert store.begun(model) == 4
    (folder / model.load).write_bytes(b"whole, but nobody said so")
    assert not store.is_whole(model)
    with pytest.raises(EngineError):
        find("brain", chosen(store, language_model=STANDARD))


def test_what_was_changed_is_broken(store: ModelStore) -> None:
    model = put(store, STANDARD)
    assert card_of(model, store, QUICK).state is ModelState.HERE
    (store.folder(model) / model.load).write_bytes(b"GGUF and more")
    card = card_of(model, store, QUICK)
    assert card.state is ModelState.BROKEN
    assert card.problem is not None
    store.delete(model)
    assert card_of(model, store, QUICK).state is ModelState.ABSENT


def test_a_model_of_an_older_catalogue_is_not_used(store: ModelStore) -> None:
    model = put(store, STANDARD)
    newer = replace(model, files=(replace(model.files[0], sha256="0" * 64),))
    assert not store.is_whole(newer)


def test_models_are_carried_to_a_machine_without_a_network(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(""), id="ours")
    lost = model_of_files(file_at(""), id="lost", load="model.gguf")
    monkeypatch.setattr(model_store, "CATALOGUE", (model, lost))
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT)
    store.finish_file(model, model.files[0])
    store.finish(model)
    carried = store.export(tmp_path / "stick")
    assert carried.models == ("ours",)
    (tmp_path / "stick" / "lost").mkdir()
    (tmp_path / "stick" / "lost" / "model.gguf").write_bytes(b"x" * len(CONTENT))
    other = ModelStore(tmp_path / "other")
    taken = other.take_in(tmp_path / "stick")
    assert taken.models == ("ours",)
    assert taken.refused == ("lost",)
    assert other.is_whole(model)
    assert other.check(model)
    assert other.path(model).read_bytes() == CONTENT
    assert other.take_in(tmp_path / "stick").models == ()


def test_a_file_saved_by_a_browser_is_taken_in(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(""))
    monkeypatch.setattr(model_store, "CATALOGUE", (model,))
    (tmp_path / "model.gguf").write_bytes(CONTENT)
    assert store.take_in(tmp_path).models == ("ours",)
    assert model_store.sha256_of(store.path(model)) == SUM


def test_a_refused_import_leaves_a_begun_download(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, other = (model_of_files(file_at(""), id=name) for name in ("ours", "other"))
    monkeypatch.setattr(model_store, "CATALOGUE", (model, other))
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:1000])
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "model.gguf").write_bytes(b"x" * len(CONTENT))
    assert store.take_in(stick).refused == ("ours", "other")
    assert [path.name for path in store.folder(model).iterdir()] == ["model.gguf.part"]
    assert store.begun(model) == 1000
    assert not store.folder(other).exists()


def test_an_import_ends_what_was_begun(store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of_files(file_at(""))
    monkeypatch.setattr(model_store, "CATALOGUE", (model,))
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:1000])
    (store.folder(model) / "model.gguf.part.tag").write_text('"one"')
    (tmp_path / "model.gguf").write_bytes(CONTENT)
    assert store.take_in(tmp_path).models == ("ours",)
    assert {path.name for path in store.folder(model).iterdir()} == {"model.gguf", "manifest.json"}


def test_what_is_being_downloaded_is_neither_imported_nor_deleted(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(""))
    monkeypatch.setattr(model_store, "CATALOGUE", (model,))
    (tmp_path / "model.gguf").write_bytes(CONTENT)
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:1000])
    with store.alone(model):
        carried = store.take_in(tmp_path)
        with pytest.raises(EngineError, match="already being downloaded"):
            store.delete(model)
    assert (carried.models, carried.refused, carried.busy) == ((), (), ("ours",))
    assert store.begun(model) == 1000
    assert "still being downloaded" in str(told_of_import(model_store.Carried((), 0, busy=(SMALL,))))
    assert store.take_in(tmp_path).models == ("ours",)


def test_no_such_model_is_said() -> None:
    with pytest.raises(EngineError, match="nothing"):
        model_store.model_named("nothing")


def test_what_was_measured_is_kept(tmp_path: Path) -> None:
    assert kept_speed(tmp_path) is None
    keep_speed(tmp_path, MeasuredSpeed(12.5, 100))
    assert this_computer(tmp_path).speed == MeasuredSpeed(12.5, 100)
    (tmp_path / "model_speed.json").write_text("{")
    assert kept_speed(tmp_path) is None
    assert this_computer(tmp_path).cores == os.cpu_count()


# --- the choice


@installed
def test_the_best_one_that_fits_is_chosen(store: ModelStore) -> None:
    assert find("brain", chosen(store)).id == SMALL
    put(store, STANDARD)
    assert find("brain", chosen(store)).id == STANDARD
    put(store, "qwen2.5-coder-1.5b")
    assert find("brain", chosen(store)).id == "qwen2.5-coder-1.5b"
    assert find("brain", chosen(store, computer=Computer(4 * GB, 2))).id == STANDARD
    assert find("brain", chosen(store, computer=Computer(1 * GB, 2))).id == SMALL


@installed
def test_the_person_chooses_before_the_app(store: ModelStore, tmp_path: Path) -> None:
    put(store, STANDARD)
    assert find("brain", chosen(store, language_model=SMALL)).id == SMALL
    put(store, "qwen2.5-coder-1.5b")
    found = find("brain", chosen(store, language_model=STANDARD))
    assert found.id == STANDARD
    assert found.title == "Qwen2.5 0.5B"
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(b"GGUF")
    assert find("brain", chosen(store, language_model=str(mine))).own


@installed
def test_a_chosen_model_that_is_gone_says_so(store: ModelStore) -> None:
    with pytest.raises(EngineError) as caught:
        find("brain", chosen(store, language_model=STANDARD))
    assert caught.value.failure.kind is FailureKind.MODEL_BROKEN
    assert "Qwen2.5 0.5B" in str(caught.value.failure.sentence)


@installed
def test_ears_know_what_the_person_speaks(store: ModelStore) -> None:
    put(store, "whisper-base.en")
    assert find("ears", chosen(store)).id == "whisper-base.en"
    german = chosen(store, languages=("de", "en"), english_only=False)
    assert find("ears", german).id != "whisper-base.en"
    put(store, "whisper-base")
    assert find("ears", german).path == str(store.folder(known("whisper-base")))
    assert not english_only(german)
    assert english_only(replace(german, whisper="whisper-base.en"))
    assert not english_only(chosen(store, whisper="whisper-base.en"))
    assert find("ears", chosen(store, languages=(), english_only=False)).id == "whisper-base"


@installed
def test_a_voice_speaks_the_persons_language(store: ModelStore) -> None:
    put(store, "piper-de-thorsten")
    assert find("voice", chosen(store)).id == "piper-en-joe"
    assert find("voice", chosen(store, languages=("de",), english_only=False)).path.endswith("thorsten-medium.onnx")


@installed
def test_what_was_fetched_is_not_summed_at_each_start(store: ModelStore) -> None:
    put(store, STANDARD)
    assert load_of("brain", chosen(store)).sha256 == ""
    assert load_of("brain", chosen(store, language_model=SMALL)).sha256


# --- while it runs


@installed
async def test_the_next_answer_comes_from_the_better_model(tmp_path: Path) -> None:
    """The process is another one, what is being said is not cut off, and nothing is asked twice."""
    first = load_of("brain", ChosenModels())
    better = tmp_path / "better.gguf"
    shutil.copyfile(first.path, better)
    choice = [Load(first.path, 1)]
    process = ModelProcess("brain", lambda: choice[0], Sentence("The language model"))

    async def answer(longest: int, *, meanwhile: bool = False) -> int:
        pieces = 0
        asked = process.ask(lambda job: ChatJob(job, [{"role": "user", "content": "Count to 50."}], longest))
        async for piece in asked:
            pieces += isinstance(piece, TextMessage)
            if meanwhile and pieces == 1:
                choice[0] = Load(str(better), 1)
                await process.reconsider()
            if isinstance(piece, Done):
                assert piece.tokens_out > 1
        return pieces

    try:
        assert await answer(20, meanwhile=True) > 1
        before = process.pid
        assert await answer(5) > 0
        after = process.pid
        assert after != before
        await process.reconsider()
        assert process.pid == after
        choice[0] = Load(first.path, 1)
        await process.reconsider()
        assert process.pid not in (before, after)
        assert await answer(5) > 0
    finally:
        await process.stop()
    await asyncio.wait_for(process.gone(), 10.0)


@installed
async def test_a_talk_goes_on_with_the_model_that_came_meanwhile(store: ModelStore) -> None:
    """Whoever holds the chat need not know: the same one answers out of the better model."""
    machine = LocalMachine(chosen(store))
    chat = machine.chat()
    said = Message(ItemId("q"), Speaker.USER, 0.0, "Say hello.", MessageState.DONE)
    try:
        assert [piece async for piece in chat.answer((said,), SessionWishes())]
        before = machine.name("brain")
        put_like(store, find("brain", chosen(store)).path)
        await machine.reconsider()
        assert [piece async for piece in chat.answer((said,), SessionWishes())]
        assert machine.name("brain") != before
    finally:
        await machine.close()

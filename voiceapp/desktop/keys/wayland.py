"""Hears global keys on Wayland with the desktop's GlobalShortcuts portal. It asks the person once, and may set another
key.

Tried against a stand-in that follows the portal's description, and with that of Plasma 5.27.
"""

import contextlib
import logging
import os
import queue
import select
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import cast

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.keysym_names import KEYSYM_NAMES
from voiceapp.desktop.portal import Portal, PortalError
from voiceapp.desktop.ports import KeyHeard
from voiceapp.settings import installation

log = logging.getLogger(__name__)

SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
SESSION = "voiceapp"
WAIT_FOR_PERSON = 120.0
"""Seconds for which the desktop may show its question."""
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_DESCRIPTIONS = {
    "dictate": "Dictate into the program that has the keyboard",
    "edit": "Change the selected text by voice",
    "original": "Bring back the dictated words as said",
    "hands-free": "Begin and end hands-free dictation",
    "undo": "Take back what was dictated last",
    "talk": "Talk with voiceapp",
    "mute": "Mute the microphone of voiceapp",
}


_PASSING = ("cancel", "accept")
"""The names of keys that are ours for a moment only."""
_NO_CANCEL = Sentence("Esc can't cancel a dictation on this desktop. Use the button of the bar.")
"""Binding them for each recording would ask the person each time."""
_NOT_ANSWERED = Sentence("The desktop hasn't answered. Allow the keys in its settings.")


def _not_there(why: PortalError) -> Sentence:
    command = installation.to_bind("dictate", "--toggle")
    return Sentence(
        "This desktop doesn't offer global shortcuts ({why}). Bind {command} to a key in its settings.",
        why=str(why),
        command=command,
    )


def trigger(key: str) -> str:
    """A key in the portal's notation: CTRL+ALT+space."""
    last = "+" if key.endswith("+") else key.rpartition("+")[2]
    held = [word for word in key[: len(key) - len(last)].split("+") if word]
    name = KEYSYM_NAMES.get(last, last.lower() if len(last) == 1 else last)
    return "+".join([*(_MODIFIERS.get(word, word) for word in held), "plus" if name == "+" else name])


def _named(shortcuts: object) -> set[str]:
    """The names of the shortcuts that the desktop has bound already."""
    return {str(name) for name, _ in cast("list[tuple[object, object]]", shortcuts or [])}


def _description(name: str) -> str:
    return _DESCRIPTIONS.get(name) or f"Dictate with the profile {name.removeprefix('profile-')}"


class PortalKeys:
    """A connection and a thread of its own."""

    def __init__(self, heard: KeyHeard, address: str = "SESSION") -> None:
        self._heard = heard
        self._address = address
        self._session = ""
        self._wanted: dict[str, str] = {}
        self._jobs: queue.SimpleQueue[Callable[[Portal | None], None]] = queue.SimpleQueue()
        self._wake_read, self._wake_write = os.pipe()
        self._open = True
        self._failed = _NOT_ANSWERED
        self._thread = threading.Thread(target=self._live, name="keys", daemon=True)
        self._thread.start()

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        lasting = {name: key for name, key in wanted.items() if name not in _PASSING}
        return {**self._bind_lasting(lasting), **{name: _NO_CANCEL for name in wanted if name in _PASSING}}

    def _bind_lasting(self, lasting: dict[str, str]) -> Mapping[str, Sentence]:
        answer: Future[dict[str, Sentence]] = Future()
        self._do(lambda portal: answer.set_result(self._bind(portal, lasting)))
        try:
            return answer.result(WAIT_FOR_PERSON)
        except TimeoutError:
            return dict.fromkeys(lasting, _NOT_ANSWERED)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._do(lambda _: None)
            self._thread.join(5.0)

    def _do(self, job: Callable[[Portal | None], None]) -> None:
        self._jobs.put(job)
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")

    # --- on the thread

    def _live(self) -> None:
        try:
            portal = Portal(self._address)
        except PortalError as error:
            self._failed = _not_there(error)
            self._refuse_all()
            return
        portal.subscribe(SHORTCUTS, "Activated", lambda body: self._told(body, True))
        portal.subscribe(SHORTCUTS, "Deactivated", lambda body: self._told(body, False))
        try:
            while self._open:
                portal.take_signals()
                select.select([portal.socket.fileno(), self._wake_read], [], [])
                with contextlib.suppress(queue.Empty):
                    while True:
                        self._jobs.get_nowait()(portal)
                        os.read(self._wake_read, 1)
        except (OSError, PortalError):
            if self._open:
                log.warning("the desktop's portal is gone: global keys are not heard any more")
        finally:
            portal.close()

    def _refuse_all(self) -> None:
        """Without a portal, tells each job so."""
        while self._open:
            select.select([self._wake_read], [], [])
            os.read(self._wake_read, 1)
            with contextlib.suppress(queue.Empty):
                self._jobs.get_nowait()(None)

    def _told(self, body: tuple[object, ...], down: bool) -> None:
        if len(body) >= 2 and body[0] == self._session and str(body[1]) in self._wanted:
            self._heard(str(body[1]), down)

    def _bind(self, portal: Portal | None, wanted: dict[str, str]) -> dict[str, Sentence]:
        if portal is None:
            return dict.fromkeys(wanted, self._failed)
        if wanted == self._wanted:
            return {}
        try:
            if self._session:
                portal.close_session(self._session)
            listed = [
                (name, {"description": ("s", _description(name)), "preferred_trigger": ("s", trigger(key))})
                for name, key in wanted.items()
            ]
            # Plasma 5.27 takes shortcuts only here, and keeps what the person chose under the session's name.
            begun = portal.open_session(SHORTCUTS, SESSION, {"shortcuts": ("a(sa{sv})", listed)}, WAIT_FOR_PERSON)
            self._session = str(begun.get("session_handle", ""))
            if not wanted.keys() <= _named(begun.get("shortcuts")):
                portal.request(
                    SHORTCUTS, "BindShortcuts", "oa(sa{sv})s", (self._session, listed, ""), {}, patience=WAIT_FOR_PERSON
                )
        except PortalError as error:
            self._session = ""
            return dict.fromkeys(wanted, _not_there(error))
        self._wanted = wanted
        return {}


def open_keys(heard: KeyHeard, _here: DesktopEnvironment) -> PortalKeys:
    return PortalKeys(heard)

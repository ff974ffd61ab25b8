"""Lets Plasma's window manager give the keyboard back when our bar takes it, by a script that runs as long as the app.

KWin has no other way that leaves the person's own window rules alone.
"""

import contextlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from voiceapp.core.dictation.bar_view import BAR_TITLE
from voiceapp.desktop.dbus import Bus, BusError

_KWIN, _SCRIPTING = "org.kde.KWin", "org.kde.kwin.Scripting"
_NAME = "voiceapp-bar"
_PATIENCE = 2.0
# The names of Plasma 6 are others than those of Plasma 5.
SCRIPT = f"""
const six = workspace.clientAdded === undefined;
let last = six ? workspace.activeWindow : workspace.activeClient;
function giveBack() {{
    if (last && six) workspace.activeWindow = last;
    if (last && !six) workspace.activeClient = last;
}}
function came(window) {{
    if (window.caption !== "{BAR_TITLE}") return;
    window.keepAbove = window.skipTaskbar = window.skipPager = window.skipSwitcher = true;
    giveBack();
}}
function activated(window) {{
    if (!window) return;
    if (window.caption === "{BAR_TITLE}") giveBack(); else last = window;
}}
(six ? workspace.windowAdded : workspace.clientAdded).connect(came);
(six ? workspace.windowActivated : workspace.clientActivated).connect(activated);
"""


class PlasmaBar:
    """Does nothing on other desktops."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        self._here = "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":") and bool(self._address)
        self._file: Path | None = None

    def open(self) -> None:
        if self._here:
            with contextlib.suppress(OSError):
                self._load()

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                self._ask("/Scripting", _SCRIPTING, "unloadScript", "s", (_NAME,))
            file.unlink(missing_ok=True)

    def _load(self) -> None:
        with tempfile.NamedTemporaryFile("w", prefix="voiceapp-", suffix=".js", delete=False) as script:
            script.write(SCRIPT)
        self._file = Path(script.name)
        # One of an app that crashed may still run.
        self._ask("/Scripting", _SCRIPTING, "unloadScript", "s", (_NAME,))
        (number,) = self._ask("/Scripting", _SCRIPTING, "loadScript", "ss", (script.name, _NAME))
        for path in (f"/Scripting/Script{number}", f"/{number}"):
            try:
                self._ask(path, "org.kde.kwin.Script", "run", None, ())
            except BusError:
                continue
            return

    def _ask(
        self, path: str, interface: str, method: str, signature: str | None, body: tuple[object, ...]
    ) -> tuple[object, ...]:
        bus = Bus(self._address, _PATIENCE)
        try:
            return bus.call(_KWIN, path, interface, method, signature, body)
        finally:
            bus.close()

"""Asks the desktops that tell it which window has the keyboard, and has them leave the keyboard to it when our bar comes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from voiceapp.core.dictation.bar_view import BAR_TITLE
from voiceapp.desktop.text_output.plasma_bar import PlasmaBar
from voiceapp.desktop.text_output.wayland_programs import WaylandPrograms

_BAR_WIDTH, _BAR_FROM_TOP = 520, 80
"""Pixels, and hundredths of the screen's height."""
_USUAL_WIDTH = 1920


@dataclass(frozen=True, slots=True)
class WaylandWindow:
    name: str
    program: str
    pid: int
    title: str


class WaylandWindows:
    def __init__(self, environ: Mapping[str, str], programs: WaylandPrograms) -> None:
        self._programs = programs
        self._plasma = PlasmaBar(environ)
        self._sway = bool(environ.get("SWAYSOCK")) and programs.has("swaymsg")
        self._hyprland = bool(environ.get("HYPRLAND_INSTANCE_SIGNATURE")) and programs.has("hyprctl")

    def focused(self) -> WaylandWindow | None:
        """Returns None where this desktop does not say."""
        if self._sway:
            return _sway_focus(self._programs.ask("swaymsg", "-t", "get_tree"))
        if self._hyprland:
            return _hyprland_focus(self._programs.ask("hyprctl", "activewindow", "-j"))
        return None

    def keep_bar_off_keyboard(self) -> None:
        """Without such a rule desktops give the keyboard to every new window, and the words would go nowhere."""
        if self._sway:
            bar = f'[title="^{BAR_TITLE}$"]'
            self._programs.run("swaymsg", f"no_focus {bar}")
            width = _sway_width(self._programs.ask("swaymsg", "-t", "get_outputs"))
            left = max(0, round(50 - 50 * _BAR_WIDTH / width))
            for wish in ("floating enable", "sticky enable", "border none"):
                self._programs.run("swaymsg", f"for_window {bar} {wish}")
            self._programs.run("swaymsg", f"for_window {bar} move position {left} ppt {_BAR_FROM_TOP} ppt")
        elif self._hyprland:
            rules = ("nofocus", "float", "pin", "noborder", f"move 50%-{_BAR_WIDTH // 2} {_BAR_FROM_TOP}%")
            for rule in rules:
                self._programs.run("hyprctl", "keyword", "windowrulev2", f"{rule},title:^({BAR_TITLE})$")
        else:
            self._plasma.open()

    def close(self) -> None:
        self._plasma.close()


def _sway_width(told: bytes) -> int:
    """The width of the screen that one works on."""
    try:
        found: object = json.loads(told)
    except ValueError:
        return _USUAL_WIDTH
    screens = cast("list[dict[str, object]]", found if isinstance(found, list) else [])
    for screen in sorted(screens, key=lambda each: each.get("focused") is not True):
        place = cast("dict[str, int]", screen.get("rect") or {})
        if place.get("width"):
            return place["width"]
    return _USUAL_WIDTH


def _sway_focus(told: bytes) -> WaylandWindow | None:
    try:
        waiting = [cast("dict[str, object]", json.loads(told))]
    except ValueError:
        return None
    while waiting:
        node = waiting.pop()
        if node.get("focused") is True and node.get("pid"):
            properties = cast("dict[str, object]", node.get("window_properties") or {})
            return _window(node, node.get("id"), node.get("app_id") or properties.get("class"), node.get("name"))
        for children in ("nodes", "floating_nodes"):
            waiting += cast("list[dict[str, object]]", node.get(children) or [])
    return None


def _hyprland_focus(told: bytes) -> WaylandWindow | None:
    try:
        window = cast("dict[str, object]", json.loads(told))
    except ValueError:
        return None
    address = window.get("address")
    return _window(window, address, window.get("class"), window.get("title")) if address else None


def _window(told: Mapping[str, object], name: object, program: object, title: object) -> WaylandWindow:
    pid = told.get("pid")
    return WaylandWindow(str(name), str(program or "").lower(), pid if isinstance(pid, int) else 0, str(title or ""))

"""Knows peculiarities of single programs: how one pastes into them, and which ask for passwords."""

from enum import Enum


class PasteKeys(Enum):
    """An X key with its modifiers."""

    CTRL_V = ("v", "Control_L")
    CTRL_SHIFT_V = ("v", "Control_L", "Shift_L")
    SHIFT_INSERT = ("Insert", "Shift_L")
    """These paste the selection (PRIMARY) rather than the clipboard."""


_CTRL_SHIFT_V = frozenset(
    (
        "gnome-terminal",
        "gnome-terminal-server",
        "org.gnome.terminal",
        "org.gnome.console",
        "kgx",
        "org.gnome.ptyxis",
        "xfce4-terminal",
        "mate-terminal",
        "lxterminal",
        "qterminal",
        "konsole",
        "terminator",
        "tilix",
        "kitty",
        "alacritty",
        "org.wezfurlong.wezterm",
        "wezterm",
        "foot",
        "com.mitchellh.ghostty",
        "ghostty",
        "guake",
        "yakuake",
        "terminology",
        "deepin-terminal",
        "blackbox",
        "footclient",
        "tilda",
        "sakura",
        "roxterm",
        "lilyterm",
        "cool-retro-term",
        "contour",
        "rio",
        "tabby",
        "hyper",
        "warp",
        "dev.warp.warp",
        "waveterm",
        "com.system76.cosmicterm",
        "io.elementary.terminal",
        "org.kde.konsole",
        "org.kde.yakuake",
        "org.codeberg.dnkl.foot",
        "com.raggesilver.blackbox",
        "com.gexperts.tilix",
    )
)
_EDITORS = frozenset(("emacs", "gvim"))
_SHIFT_INSERT = _EDITORS | frozenset(
    ("xterm", "uxterm", "koi8rxterm", "urxvt", "rxvt", "st", "st-256color", "mlterm", "kterm", "eterm", "aterm")
)
_ELSEWHERE = frozenset(
    (
        "consolewindowclass",
        "cascadia_hosting_window_class",
        "mintty",
        "putty",
        "terminal",
        "iterm2",
        "wezterm-gui",
    )
)
"""Window classes on Windows, names on macOS: pasting is typing there."""

ASKS_FOR_PASSWORDS = frozenset(
    (
        "pinentry",
        "pinentry-gtk-2",
        "pinentry-gnome3",
        "pinentry-qt",
        "gcr-prompter",
        "ssh-askpass",
        "ssh-askpass-gnome",
        "ksshaskpass",
        "lxqt-openssh-askpass",
        "polkit-gnome-authentication-agent-1",
        "polkit-kde-authentication-agent-1",
        "lxqt-policykit-agent",
        "kwalletd5",
        "kwalletd6",
        "kdesu",
        "gksu",
        "i3lock",
        "xscreensaver",
        "xsecurelock",
        "light-locker",
        "xtrlock",
    )
)
"""Classes of windows that ask for nothing but a password."""

ASKS_TWICE = frozenset(
    (
        "brave-browser",
        "chromium",
        "chromium-browser",
        "com.brave.browser",
        "com.google.chrome",
        "google-chrome",
        "iridium-browser",
        "microsoft-edge",
        "opera",
        "org.chromium.chromium",
        "ungoogled-chromium",
        "vivaldi-stable",
        "yandex-browser",
    )
)
"""Window classes of Chromium and its derivatives. They request pasted text twice: for themselves, and for their
page, which may be busy."""

BROWSERS = ASKS_TWICE | frozenset(
    (
        "dillo",
        "epiphany",
        "falkon",
        "firefox",
        "firefox-esr",
        "floorp",
        "konqueror",
        "librewolf",
        "midori",
        "mullvad browser",
        "navigator",
        "org.gnome.epiphany",
        "org.mozilla.firefox",
        "org.qutebrowser.qutebrowser",
        "palemoon",
        "qutebrowser",
        "seamonkey",
        "tor browser",
        "waterfox",
        "zen",
    )
)
"""Classes of windows that show web pages, which may contain password fields."""

LOSES_TYPED_SIGNS = frozenset(("kate", "kwrite", "kdevelop", "kile"))
"""Window classes of programs with KDE's editor, which takes only the first 65,536 characters of typed text."""


def paste_keys(program: str) -> PasteKeys:
    if program in _CTRL_SHIFT_V:
        return PasteKeys.CTRL_SHIFT_V
    return PasteKeys.SHIFT_INSERT if program in _SHIFT_INSERT else PasteKeys.CTRL_V


def is_terminal(program: str) -> bool:
    return program in _CTRL_SHIFT_V | _ELSEWHERE or (program in _SHIFT_INSERT and program not in _EDITORS)

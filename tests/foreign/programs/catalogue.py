"""The programs, a line each."""

from tests.foreign.programs.browsers import KINDS, browser, chromium, firefox
from tests.foreign.programs.editors import emacs, featherpad, geany, gedit, kwrite, mousepad
from tests.foreign.programs.fields import qt_field, tk_field
from tests.foreign.programs.office import writer
from tests.foreign.programs.opened import Candidate
from tests.foreign.programs.terminals import vim

TELLING = chromium("--force-renderer-accessibility")
"""Else it tells nothing of its pages, whatever the desktop says."""

CANDIDATES: tuple[Candidate, ...] = (
    Candidate("Mousepad", "GTK 3", ("mousepad",), mousepad, light=True),
    Candidate("gedit", "GTK 3", ("gedit",), gedit),
    Candidate("Geany", "GTK 3, Scintilla", ("geany",), geany),
    Candidate("FeatherPad", "Qt 5", ("featherpad",), featherpad),
    Candidate("KWrite", "Qt 5, KDE", ("kwrite",), kwrite),
    Candidate("PySide6 field", "Qt 6", (), qt_field("PySide6"), ("PySide6-Essentials",), light=True),
    Candidate("PyQt6 field", "Qt 6", (), qt_field("PyQt6"), ("PyQt6",)),
    Candidate("PyQt5 field", "Qt 5", (), qt_field("PyQt5"), ("PyQt5",)),
    Candidate(
        "PySide6 password field",
        "Qt 6",
        (),
        qt_field("PySide6", "password"),
        ("PySide6-Essentials",),
        secret=True,
        light=True,
    ),
    Candidate("LibreOffice Writer", "VCL on GTK 3", ("libreoffice-writer", "libreoffice-gtk3"), writer),
    Candidate("Tk field", "Tk 8.6", ("python3-tk",), tk_field),
    Candidate("Emacs", "GTK 3", ("emacs-gtk",), emacs),
    Candidate("Vim in xterm", "Xt", ("vim", "xterm"), vim),
    *(
        Candidate(
            f"Chromium, {kind}",
            "its own",
            ("chromium",),
            browser(chromium(), kind),
            secret=kind == "password",
            browser=True,
            tells_nothing=True,
        )
        for kind in KINDS
    ),
    *(
        Candidate(
            f"Chromium that tells, {kind}",
            "its own",
            ("chromium",),
            browser(TELLING, kind),
            secret=kind == "password",
            browser=True,
        )
        for kind in KINDS
    ),
    *(
        Candidate(
            f"Firefox, {kind}",
            "GTK 3",
            ("firefox-esr",),
            browser(firefox, kind),
            secret=kind == "password",
            browser=True,
        )
        for kind in KINDS
    ),
)

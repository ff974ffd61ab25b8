"""A window with fields, by a Qt of one's choice: `python qt_field.py BINDING FILE TITLE KIND…`.

A kind is `text`, `line` or `password`. What stands in the fields is in the file after each change, a field after the
other. Tab goes to the next one.
"""

import importlib
import sys
from pathlib import Path
from typing import Any


def main(binding: str, file: str, title: str, *kinds: str) -> int:
    widgets = importlib.import_module(f"{binding}.QtWidgets")
    application = widgets.QApplication(sys.argv[:1])
    window = widgets.QWidget()
    window.setWindowTitle(title)
    rows = widgets.QVBoxLayout(window)
    fields: list[Any] = []
    for kind in kinds:
        field = widgets.QPlainTextEdit() if kind == "text" else widgets.QLineEdit()
        if kind == "text":
            field.setTabChangesFocus(True)
        if kind == "password":
            field.setEchoMode(widgets.QLineEdit.EchoMode.Password)
        rows.addWidget(field)
        fields.append(field)

    def note() -> None:
        texts = [
            each.toPlainText() if kind == "text" else each.text() for kind, each in zip(kinds, fields, strict=True)
        ]
        part = Path(f"{file}.part")
        part.write_text("\n".join(texts), encoding="utf-8")
        part.replace(file)

    for field in fields:
        field.textChanged.connect(note)
    # As many programs have it: the window passes the keyboard on, and tells of itself that it has it.
    window.setFocusProxy(fields[0])
    window.resize(600, 200)
    window.show()
    fields[0].setFocus()
    return int((getattr(application, "exec", None) or application.exec_)())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

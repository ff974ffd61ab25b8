"""A window with a text field by Tk: `python3 tk_field.py FILE TITLE`. What stands in it is in the file."""

import sys
import tkinter as tk
from pathlib import Path


def main(file: str, title: str) -> None:
    window = tk.Tk()
    window.title(title)
    window.geometry("600x200")
    field = tk.Text(window)
    field.pack(fill="both", expand=True)

    def note(_: object) -> None:
        if field.edit_modified():
            part = Path(f"{file}.part")
            part.write_text(field.get("1.0", "end-1c"), encoding="utf-8")
            part.replace(file)
            field.edit_modified(arg=False)

    field.bind("<<Modified>>", note)
    field.focus_set()
    window.mainloop()


if __name__ == "__main__":
    main(*sys.argv[1:])

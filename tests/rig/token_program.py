"""A program of the person's that prints a key."""

import json
import shlex
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Program:
    """A program that prints what a file says, and notes each time that it was run."""

    folder: Path

    def __post_init__(self) -> None:
        self.path = self.folder / "print token"
        self.path.write_text(f"#!/bin/sh\necho run >> {self._notes}\n. {self._body}\n")
        self.path.chmod(stat.S_IRWXU)
        self.says("true")

    @property
    def _notes(self) -> str:
        return shlex.quote(str(self.folder / "runs"))

    @property
    def _body(self) -> str:
        return shlex.quote(str(self.folder / "body"))

    def says(self, body: str) -> "Program":
        (self.folder / "body").write_text(body)
        return self

    def prints(self, token: str, lasts: float | None = None) -> "Program":
        told = {"access_token": token} | ({} if lasts is None else {"expires_in": lasts})
        return self.says(f"echo {shlex.quote(json.dumps(told))}")

    @property
    def command(self) -> tuple[str, ...]:
        return (str(self.path), "--for", "a b")

    @property
    def runs(self) -> int:
        notes = self.folder / "runs"
        return notes.read_text().count("run") if notes.exists() else 0

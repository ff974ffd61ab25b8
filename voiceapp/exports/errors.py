"""Defines the error that says why a file cannot be made."""

from voiceapp.core.failures import Failure


class ExportError(Exception):
    """`failure` says in one sentence why, and what to do."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure

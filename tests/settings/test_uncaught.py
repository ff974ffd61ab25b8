"""What nobody caught leaves a line in the log: where it was, and nothing of what it said."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from voiceapp.settings import logging_setup


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    logging_setup.catch_uncaught()
    yield
    sys.excepthook, threading.excepthook = before


def fail() -> None:
    raise ValueError("these words were said")


@pytest.mark.expects_log
@pytest.mark.usefixtures("hooks")
def test_a_failing_thread_is_in_the_log_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=fail, name="worker")
        thread.start()
        thread.join()
    assert "uncaught ValueError in worker" in caplog.text
    assert "test_uncaught.py" in caplog.text
    assert "these words" not in caplog.text


@pytest.mark.expects_log
@pytest.mark.usefixtures("hooks")
def test_ending_on_purpose_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "uncaught" not in caplog.text

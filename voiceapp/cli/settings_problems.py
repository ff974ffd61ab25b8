"""Reports problems of the settings file beside a command's output."""

import argparse
from collections.abc import Sequence

from voiceapp.cli import terminal
from voiceapp.cli.main import overrides
from voiceapp.core.failures import Failure
from voiceapp.settings import file as settings_file
from voiceapp.settings.file import Problem
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def tell(problems: Sequence[Problem], over_budget: Failure | None = None) -> None:
    """Reports what a person should know before the answer, because it may differ from what they expect."""
    for problem in problems:
        terminal.warn(problem.sentence)
    if over_budget is not None:
        terminal.warn(over_budget.sentence)


def chosen(arguments: argparse.Namespace) -> Settings:
    """Returns the settings together with `--set`. Raises ValueError."""
    loaded = settings_file.opened(Paths.find().settings_file)
    tell(loaded.problems)
    settings = loaded.settings
    for name, text in overrides(arguments).items():
        settings = settings.with_text(name, text)
    return settings

"""Opens the app: its folders, its log, its settings, and then the desk."""

import os
from collections.abc import Mapping
from dataclasses import replace

from voiceapp.app.desk import AppDesk
from voiceapp.providers import KEY_VARIABLES
from voiceapp.settings import file as settings_file
from voiceapp.settings import logging_setup
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing

__all__ = ["AppDesk", "open_desk"]


def open_desk(*, verbose: bool = False, overrides: Mapping[str, str] | None = None) -> AppDesk:
    """Gets everything ready, with no talk running. Raises OSError if the folders or the history cannot be used."""
    paths = Paths.find()
    paths.make()
    logging_setup.start(paths.log_file, verbose=verbose)
    logging_setup.catch_uncaught()
    loaded = settings_file.opened(paths.settings_file)
    for key, text in (overrides or {}).items():
        loaded = replace(loaded, settings=loaded.settings.with_text(key, text))
    return AppDesk(paths, loaded, KeyRing(os.environ, variables=lambda: KEY_VARIABLES))

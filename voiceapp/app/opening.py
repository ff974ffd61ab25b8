"""Opens the app: its folders, its log, its settings, and the desk."""

from collections.abc import Mapping
from dataclasses import replace

from voiceapp.app.desk import AppDesk
from voiceapp.one_off.keys import opened as opened_keys
from voiceapp.settings import file as settings_file
from voiceapp.settings import logging_setup
from voiceapp.settings.key_commands import commands_of
from voiceapp.settings.paths import Paths


def open_desk(*, verbose: bool = False, overrides: Mapping[str, str] | None = None) -> AppDesk:
    """Opens the app: its folders, its log, its settings, and then the desk, with no talk running. Raises OSError if the
    folders or the history cannot be used.
    """
    paths = Paths.find()
    paths.make()
    logging_setup.start(paths.log_file, verbose=verbose)
    logging_setup.catch_uncaught()
    loaded = settings_file.opened(paths.settings_file)
    for key, text in (overrides or {}).items():
        loaded = replace(loaded, settings=loaded.settings.with_text(key, text))
    keys = opened_keys(lambda: loaded.settings)
    desk = AppDesk(paths, loaded, keys)
    keys.tokens.commands = commands_of(desk.settings)
    return desk

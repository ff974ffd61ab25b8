"""A sentence that names a place in the settings names it as the dialog does."""

import re

from scripts.translations import ROOT
from voiceapp.core.sentence import ENGLISH
from voiceapp.settings.model import Settings, page_title


def test_each_place_that_is_named_is_there_and_is_called_so() -> None:
    written = [
        key
        for path in (ROOT / "voiceapp").rglob("*.py")
        for key in re.findall(r'SettingPlace\("([\w.]+)"\)', path.read_text("utf-8"))
    ]
    assert written
    keys = {row.key for row in Settings().rows()}
    groups = {key.partition(".")[0] for key in keys}
    for key in written:
        assert key in keys | groups
        assert page_title(key) == ENGLISH.place(key)

"""The models that run on this machine, for tests that need them."""

import pytest

from voiceapp.local.chosen_models import CARRIED, ChosenModels, is_there

installed = pytest.mark.skipif(
    not all(is_there(part, ChosenModels(english_only=True)) for part in CARRIED),
    reason="the models for this machine were left out (LOCAL=0)",
)

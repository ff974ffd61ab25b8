"""The models that run on this machine, for tests that need them."""

import pytest

from voiceapp.local.models import CARRIED, Chosen, there

installed = pytest.mark.skipif(
    not all(there(part, Chosen(english_only=True)) for part in CARRIED),
    reason="the models for this machine were left out (LOCAL=0)",
)

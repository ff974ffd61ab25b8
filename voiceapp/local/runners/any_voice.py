"""Runs a voice of either kind: Piper's or Kokoro's."""

from voiceapp.local.process_messages import Done, Load, Request
from voiceapp.local.runners.base import Canceller, ModelRunner, Say


class AnyVoice:
    """Implements `runners.base.ModelRunner`, importing only what the voice needs."""

    def __init__(self) -> None:
        self._voice: ModelRunner

    def load(self, load: Load) -> str:
        self._voice = _runner(load)
        return self._voice.load(load)

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        return self._voice.work(request, say, cancelled)


def _runner(load: Load) -> ModelRunner:
    if load.style:
        from voiceapp.local.runners.kokoro import Kokoro  # noqa: PLC0415  (Piper's voices need no phonemes of ours)

        return Kokoro()
    from voiceapp.local.runners.piper import Piper  # noqa: PLC0415  (it is GPL, and may not be installed)

    return Piper()

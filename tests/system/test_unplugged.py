"""The microphone is pulled out in the middle of a sentence: what was said counts, and the talk goes on."""

from pathlib import Path

import numpy as np

from tests.desktop.text_output.programs import wait_for
from tests.rig.signals import find, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.system.app import RunningApp

FIRST = "What was said before the plug was pulled."
SECOND = "And what was said when it was back."


def test_an_utterance_survives_an_unplugged_microphone(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    sentence = recorded("peaceful-night")
    plugged = True
    api_server.script.hear(FIRST, SECOND).reply("I heard the beginning.").reply("I hear you again.")
    plain = {"sound.echo_cancelling": "false", "sound.noise_suppression": "false"}
    app = RunningApp(sound_card, api_server, tmp_path / "home", settings=plain, arguments=("talk",))
    try:
        api_server.log.wait_for_received("session.update")
        wait_for(lambda: sound_card.listeners, "the open microphone")
        feed = sound_card.feed(np.concatenate([silence(0.8, RATE), sentence, sentence]))
        api_server.log.wait_for_received("input_audio_buffer.append", 90)
        sound_card.unplug_microphone()
        plugged = False
        api_server.log.wait_for_sent("response.done")
        app.wait_for_output(f"You: {FIRST}")
        feed.wait()
        assert find(sentence[: RATE // 2], api_server.heard()).score > 0.9, "its beginning arrived"
        sound_card.plug_microphone()
        plugged = True
        app.wait_for_output("Assistant: I heard the beginning.")
        wait_for(lambda: sound_card.listeners, "the microphone's return")
        sound_card.speak(np.concatenate([silence(0.5, RATE), recorded("lobster"), silence(1.2, RATE)]))
        app.wait_for_output(f"You: {SECOND}")
        assert app.process.stdin is not None
        app.process.stdin.write(b"/quit\n")
        app.process.stdin.flush()
        assert app.wait() == 0
    finally:
        app.kill()
        if not plugged:
            sound_card.plug_microphone()
    assert "Traceback" not in app.output

"""Encodes the client events of a translation session as JSON frames."""

import base64

from voiceapp.openai.realtime_client_events import Body, encode

UPDATE = "session.update"
CLOSE = "session.close"


def append_audio(pcm: bytes) -> str:
    """Builds the frame by hand, because it is sent all the time."""
    return '{"type":"session.input_audio_buffer.append","audio":"' + base64.b64encode(pcm).decode("ascii") + '"}'


def update(into: str, transcriber: str, noise_reduction: str, event_id: str) -> str:
    """Returns all that can be chosen. `transcriber`: who writes down what is said, in its own language; empty: nobody."""
    heard: Body = {"noise_reduction": {"type": noise_reduction} if noise_reduction else None}
    if transcriber:
        heard["transcription"] = {"model": transcriber}
    audio: Body = {"input": heard, "output": {"language": into}}
    return encode(UPDATE, event_id, session={"audio": audio})


def close() -> str:
    """Has the service translate what it still holds, and then end the session."""
    return encode(CLOSE)

"""What a frame of the Realtime API says of itself."""

import base64

from voiceapp.openai.realtime_server_events import (
    AudioDelta,
    ContentDone,
    Ignored,
    Malformed,
    ResponseDone,
    ResponseInfo,
    Unknown,
    decode,
)


def test_a_piece_of_sound_is_base64_or_none() -> None:
    assert AudioDelta(delta=base64.b64encode(b"\x00\x01").decode()).sound() == b"\x00\x01"
    assert AudioDelta(delta="no base64!").sound() is None
    assert AudioDelta(delta="ÿ").sound() is None


def test_a_frame_with_an_odd_field_still_ends_its_reply() -> None:
    odd = '{"type": "response.done", "response": {"id": "r1", "status": "completed", "output": 7}}'
    assert decode(odd) == ResponseDone(ResponseInfo(id="r1", status="completed"))
    assert isinstance(decode('{"type": "response.done", "response": 7}'), Malformed)
    assert isinstance(decode('{"type": "response.output_audio.delta", "delta": 7}'), Malformed)


def test_frames_that_tell_nothing_are_told_apart() -> None:
    assert decode('{"type": "response.output_text.done"}') == ContentDone()
    assert decode('{"type": "response.content_part.done"}') == Ignored("response.content_part.done")
    assert decode('{"type": "something.new"}') == Unknown("something.new")
    assert decode("{}") == Malformed("no type")
    assert isinstance(decode("{"), Malformed)

"""What goes through the pipe to a model's process comes out as it went in, or is told apart from rubbish."""

import io

import pytest

from voiceapp.local.process_messages import (
    HEAD,
    LONGEST,
    Done,
    Load,
    RecogniseJob,
    TimedWord,
    WordsMessage,
    answer_in,
    body_length,
    framed,
    read_request,
    request_in,
)


@pytest.mark.parametrize(
    "request_made", [Load("model", 2, "sum"), RecogniseJob(1, b"\x00\x01", "de", languages=("de", "en"))]
)
def test_a_request_comes_out_as_it_went_in(request_made: Load | RecogniseJob) -> None:
    frame = framed(request_made)
    assert body_length(frame[:HEAD]) == len(frame) - HEAD
    assert request_in(frame[HEAD:]) == request_made
    assert read_request(io.BytesIO(frame)) == request_made


@pytest.mark.parametrize("answer", [WordsMessage(1, "one", words=[TimedWord("one", 0, 90)]), Done(1, 2, 3)])
def test_an_answer_comes_out_as_it_went_in(answer: WordsMessage | Done) -> None:
    assert answer_in(framed(answer)[HEAD:]) == answer


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x01",
        framed(RecogniseJob(1, b"sound"))[:-1],
        b"\xff\xff\xff\xff",
        b"\x02\x00\x00\x00\xc1\xc1",
    ],
    ids=["the app is gone", "a torn head", "a torn body", "too long", "no message"],
)
def test_what_cannot_be_told_apart_ends_the_process(sent: bytes) -> None:
    assert read_request(io.BytesIO(sent)) is None


def test_no_frame_of_ours_is_endless() -> None:
    with pytest.raises(ValueError, match="too long"):
        body_length((LONGEST + 1).to_bytes(HEAD, "little"))

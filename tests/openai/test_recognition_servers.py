"""Recognition by servers that were written by others: words, or one true sentence; never a page as what was said."""

import pytest

from tests.openai.test_parts import heard, tone
from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.openai.http import Server
from voiceapp.openai.transcriptions import Transcriptions

CALL = "/v1/audio/transcriptions"


@pytest.mark.parametrize("quirk", ["stt-json-as-text", "stt-text"])
async def test_words_are_read_in_whatever_they_come(quirk: str, server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky(quirk)
    assert (await heard(Transcriptions(server, "whisper-1"), tone(1.0)))[-1].text == "Hello there."


@pytest.mark.parametrize(
    ("quirk", "kind", "words"),
    [
        ("stt-html", FailureKind.SERVER_BROKEN, ""),
        ("stt-error-200", FailureKind.REJECTED, "failed to read audio data"),
        ("stt-not-supported", FailureKind.REJECTED, "The model `gpt-6-luna` does not support transcriptions"),
        ("stt-405", FailureKind.WRONG_ADDRESS, "Method Not Allowed"),
        ("stt-501", FailureKind.REJECTED, "Not implemented"),
        ("stt-500", FailureKind.SERVER_BROKEN, "Internal Server Error"),
    ],
)
async def test_what_is_no_recognition_is_told(
    quirk: str, kind: FailureKind, words: str, server: Server, api_server: ApiServer
) -> None:
    api_server.script.quirky(quirk)
    with pytest.raises(EngineError) as told:
        await heard(Transcriptions(server, "whisper-1"), tone(1.0))
    assert (told.value.failure.kind, told.value.failure.said) == (kind, words)


async def test_a_server_that_knows_json_alone_is_asked_for_that(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("stt-json-only").hear("Hello.", "And again.")
    recogniser = Transcriptions(server, "whisper-1", timed=True)
    assert (await heard(recogniser, tone(1.0)))[-1].text == "Hello."
    assert (await heard(Transcriptions(server, "whisper-1", timed=True), tone(1.0)))[-1].text == "And again."
    forms = [sent.body.get("response_format") for sent in api_server.log.received(CALL)]
    assert forms[0] == "verbose_json"
    assert "verbose_json" not in forms[1:]
    assert len(forms) == 3, "remembered"

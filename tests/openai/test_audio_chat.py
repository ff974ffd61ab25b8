"""Chats that hear and speak, against the true server: sound goes up and comes down, and what is refused is lived without."""

import time
from dataclasses import replace

import numpy as np
import pytest

from tests.openai.test_parts import answer, once, said, text_of, tone
from tests.server.api import ApiServer
from voiceapp.core.chat_pieces import NO_SOUNDS, ChatEnd, ChatPiece, ChatSound, ChatSpoken, SpokenReply, TalkSounds
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognitionHints
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.audio_chat import AudioChat, SoundAnswer, SpeakingStyle
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.chat_speech import ChatSpeech
from voiceapp.openai.chat_transcription import ChatTranscription
from voiceapp.openai.http import Server
from voiceapp.providers.openai import OPENAI

CALL = "/v1/chat/completions"
MODEL = "gpt-audio-1.5"
MARIN = SpeakingStyle("marin", "calm")
HEARD = Message(ItemId("heard"), Speaker.USER, 0.0, "", MessageState.DONE)
WISHES = SessionWishes(instructions="Be brief.")


def chat(server: Server, *, hears: bool = True, speaks: bool = True, model: str = MODEL) -> AudioChat:
    writer = ChatCompletions(server, "gpt-6-luna")
    return AudioChat(server, model, writer, hears=hears, speaking=MARIN if speaks else None)


async def conversed(
    made: AudioChat, items: list[Message], sounds: TalkSounds, wishes: SessionWishes = WISHES
) -> list[ChatPiece]:
    return [piece async for piece in made.converse(items, wishes, sounds)]


def text_in_all(pieces: list[ChatPiece]) -> str:
    return text_of([*pieces])


def spoken_in(pieces: list[ChatPiece]) -> tuple[bytes, str]:
    sounds = [piece for piece in pieces if isinstance(piece, ChatSound)]
    return b"".join(each.pcm for each in sounds), "".join(each.words for each in sounds)


async def test_what_is_said_goes_up_as_sound_and_the_answer_comes_down_as_sound(
    server: Server, api_server: ApiServer
) -> None:
    answered = (np.sin(np.arange(30_001) * 0.1) * 8000).astype("<i2")
    api_server.script.reply("It is noon, I think.", sound=answered)
    utterance = tone(1.5)
    pieces = await conversed(chat(server), [HEARD], TalkSounds({HEARD.id: utterance}))
    assert spoken_in(pieces) == (answered.tobytes(), "It is noon, I think.")
    assert api_server.rest.chat_sounds.heard == [utterance], "as it was said, to the last sample"
    (sent,) = api_server.log.received(CALL)
    assert sent.body["modalities"] == ["text", "audio"]
    assert sent.body["audio"] == {"voice": "marin", "format": "pcm16"}
    assert "How to speak: calm" in str(sent.body["messages"][0])
    end = next(piece for piece in pieces if isinstance(piece, ChatEnd))
    (bill,) = end.spent
    counted = (bill.usage.text_in, bill.usage.audio_in, bill.usage.text_out, bill.usage.audio_out)
    assert counted == (20, 20, 14, 36), "sound has a price of its own"
    assert bill.usd == 0.0, "a server on this machine"
    assert OPENAI.prices.spent(MODEL, bill.usage).usd == pytest.approx((20 * 2.5 + 20 * 32 + 14 * 10 + 36 * 64) / 1e6)
    assert api_server.violations == []


async def test_the_answer_is_referred_to_by_its_name_as_long_as_the_service_keeps_it(
    server: Server, api_server: ApiServer
) -> None:
    made = chat(server, hears=False)
    first = await conversed(made, [said("Hi.")], NO_SOUNDS)
    (known,) = [piece.reply for piece in first if isinstance(piece, ChatSpoken)]
    assert known.until == pytest.approx(time.time() + 3600, abs=60)
    reply = said("Certainly.", Speaker.ASSISTANT)
    talk = [said("Hi."), reply, said("Again.")]
    await conversed(made, talk, TalkSounds(spoken={reply.id: known}))
    messages = api_server.log.received(CALL)[-1].body["messages"]
    assert {"role": "assistant", "audio": {"id": known.name}} in messages
    await conversed(made, talk, TalkSounds(spoken={reply.id: replace(known, until=time.time() + 5)}))
    messages = api_server.log.received(CALL)[-1].body["messages"]
    assert {"role": "assistant", "content": "Certainly."} in messages, "it ends too soon to be relied on"


async def test_what_the_service_keeps_no_longer_is_told_in_words(server: Server, api_server: ApiServer) -> None:
    reply = said("Certainly.", Speaker.ASSISTANT)
    lost = TalkSounds(spoken={reply.id: SpokenReply("audio_of_yesterday", time.time() + 999)})
    pieces = await conversed(chat(server, hears=False), [said("Hi."), reply, said("Again.")], lost)
    assert spoken_in(pieces)[1] == "Certainly."
    first, second = api_server.log.received(CALL)
    assert "audio_of_yesterday" in str(first.body)
    assert "audio_of_yesterday" not in str(second.body)
    assert second.body["modalities"] == ["text", "audio"], "nothing else is given up"


async def test_what_is_only_written_is_left_to_the_model_that_writes(server: Server, api_server: ApiServer) -> None:
    made = chat(server)
    await conversed(made, [said("Hi.")], NO_SOUNDS, replace(WISHES, spoken=False))
    await answer(made, [said("Hi.")], WISHES)
    assert [sent.body["model"] for sent in api_server.log.received(CALL)] == ["gpt-6-luna"] * 2
    api_server.script.reply("In writing.")
    heard = TalkSounds({HEARD.id: tone(1.0)})
    assert text_in_all(await conversed(made, [HEARD], heard, replace(WISHES, spoken=False))) == "In writing."
    last = api_server.log.received(CALL)[-1].body
    assert (last["model"], "modalities" in last) == (MODEL, False), "what is heard needs ears in any case"


async def test_a_model_that_does_not_hear_is_named_in_one_sentence(server: Server, api_server: ApiServer) -> None:
    with pytest.raises(EngineError, match=r"doesn't hear\. Choose one that does") as told:
        await conversed(chat(server, model="gpt-6-luna"), [HEARD], TalkSounds({HEARD.id: tone(1.0)}))
    assert told.value.failure.kind is FailureKind.REJECTED
    assert len(api_server.log.received(CALL)) <= 2


async def test_a_model_that_does_not_speak_answers_in_words(server: Server, api_server: ApiServer) -> None:
    api_server.script.models.add("llama3")
    api_server.script.reply("In words.")
    pieces = await conversed(chat(server, hears=False, model="llama3"), [said("Hi.")], NO_SOUNDS)
    assert (text_in_all(pieces), spoken_in(pieces)[0]) == ("In words.", b"")
    assert "audio" not in api_server.log.received(CALL)[-1].body


async def test_a_server_of_ones_own_hears_with_the_model_that_was_named(server: Server, api_server: ApiServer) -> None:
    api_server.script.models.add("qwen2-audio")
    api_server.script.hearing.add("qwen2-audio")
    api_server.script.reply("I heard.")
    made = chat(server, speaks=False, model="qwen2-audio")
    assert text_in_all(await conversed(made, [HEARD], TalkSounds({HEARD.id: tone(1.0)}))) == "I heard."


async def test_an_answer_that_breaks_off_is_billed_by_its_words_and_not_by_the_sound_that_went_up(
    server: Server, api_server: ApiServer
) -> None:
    charged: list[float] = []
    server = replace(server, charge=lambda line: charged.append(line.usage.text_in))
    api_server.script.reply("One two three four five.")
    answering = SoundAnswer(server, MODEL, TalkSounds({HEARD.id: tone(20.0)}), MARIN).answer([HEARD], WISHES)
    async for piece in answering:
        if isinstance(piece, ChatSound) and piece.words:
            break
    await answering.aclose()
    assert all(tokens < 200 for tokens in charged)


async def test_a_chat_writes_down_what_is_said(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("What time is it?")
    part = ChatTranscription(server, MODEL)
    hints = RecognitionHints("de", ("Voxel",), "Before.")
    found = [each async for each in part.transcribe(once(tone(1.0)), hints)]
    assert (found[-1].text, found[-1].final) == ("What time is it?", True)
    assert [each.final for each in found[:-1]] == [False] * (len(found) - 1)
    (sent,) = api_server.log.received(CALL)
    task = str(sent.body["messages"][0])
    assert all(part in task for part in ("German", "Voxel", "Before."))
    assert sent.body["temperature"] == 0.0
    assert found[-1].spent


async def test_a_long_recording_goes_in_pieces_and_silence_is_no_words(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("First half,").reply("second half.").reply("Thank you.")
    pcm = tone(100.0) + bytes(WIRE.bytes(2000)) + tone(60.0)
    found = [each async for each in ChatTranscription(server, MODEL).transcribe(once(pcm), RecognitionHints())]
    assert found[-1].text == "First half, second half."
    silence = bytes(WIRE.bytes(1000))
    found = [each async for each in ChatTranscription(server, MODEL).transcribe(once(silence), RecognitionHints())]
    assert found[-1].text == ""


async def test_a_chat_reads_texts_out(server: Server, api_server: ApiServer) -> None:
    heard = (np.sin(np.arange(24_000) * 0.1) * 8000).astype("<i2")
    api_server.script.reply("Read me.", sound=heard)
    pieces = [each async for each in ChatSpeech(server, MODEL, MARIN).speak("Read me.", WISHES)]
    assert b"".join(each.pcm for each in pieces) == heard.tobytes()
    assert sum(line.usage.audio_out for each in pieces for line in each.spent) == 36
    (sent,) = api_server.log.received(CALL)
    assert "word for word" in str(sent.body["messages"][0])
    assert sent.body["messages"][1] == {"role": "user", "content": "Read me."}


async def test_a_chat_that_answers_in_writing_is_no_voice(server: Server, api_server: ApiServer) -> None:
    api_server.script.models.add("llama3")
    with pytest.raises(EngineError, match="sent no sound"):
        _ = [each async for each in ChatSpeech(server, "llama3", MARIN).speak("Read me.", WISHES)]


def test_who_gets_what_is_said_is_told(server: Server) -> None:
    assert "gpt-audio" in str(chat(server).traits.name)
    assert ChatTranscription(server, MODEL).traits.leaves_machine == chat(server).traits.leaves_machine
    assert chat(server, hears=False).traits is not None
    assert ChatSpeech(server, MODEL, MARIN).traits.name is not None

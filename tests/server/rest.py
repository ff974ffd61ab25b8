"""The HTTP half of the API: transcriptions, speech, chat and the rest, as the service shapes them."""

import asyncio
import base64
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from aiohttp import BodyPartReader, web

from tests.rig.signals import Samples
from tests.server.audio_chat import USAGE as AUDIO_USAGE
from tests.server.audio_chat import ChatSounds
from tests.server.checks import request_violation
from tests.server.completions import completion_chunks
from tests.server.diarise import DIARISES, answer_of, events_of, refusal_of, segments_of
from tests.server.files import FileShelf
from tests.server.hosted_tools import cited, events_of_search, hosted_violation, searches
from tests.server.images import Images
from tests.server.log import Log
from tests.server.moderation import moderated
from tests.server.quirks import CHAT, RATE, Asked, Sound, bare, in_file, instead, reshaped, rewritten
from tests.server.refusals import Handler, RefusedRequestError
from tests.server.rest_shapes import USAGE, chunk, chunks, completion, response
from tests.server.script import Reply, Script
from tests.server.structured_checks import as_asked, structure_violation
from tests.server.vector_stores import VectorStores

WORDS_WAIT = 30.0
"""Seconds for which a transcription is held back at most."""
UPLOAD_LIMIT = 25 * 1024 * 1024
SPEECH_LIMIT = 4096
EVENTS = "text/event-stream"
STREAMING_TRANSCRIBERS = ("gpt-4o", "gpt-transcribe")
JSON_ONLY = ("gpt-4o", "gpt-transcribe")
REASONING = re.compile(r"^(o\d|gpt-5|gpt-6)")


FORMATS: dict[str, Sound] = {
    "pcm": bare("audio/pcm", RATE),
    "wav": in_file("WAV", "PCM_16", "audio/wav"),
    "mp3": in_file("MP3", "MPEG_LAYER_III", "audio/mpeg"),
    "flac": in_file("FLAC", "PCM_16", "audio/flac"),
    "opus": in_file("OGG", "OPUS", "audio/ogg", 48_000),
}
"""AAC alone is refused: nothing here writes it."""


class Rest:
    def __init__(
        self,
        script: Script,
        log: Log,
        refusal: Callable[[web.Request], web.Response | None],
        voice: Callable[[str], Samples],
        violations: list[str],
        knows: Callable[[str], bool],
    ) -> None:
        self._script = script
        self._log = log
        self._refusal = refusal
        self._voice = voice
        self._violations = violations
        self._knows = knows
        self.pictures = Images(script, log, self._check, self._model_of, self._stream)
        self.sounds: list[bytes] = []
        """Each upload, as it came."""
        self.chat_sounds = ChatSounds(voice)
        self.files = FileShelf(log, self._check, violations)
        self.stores = VectorStores(self.files, log, self._check)

    def add_to(self, app: web.Application) -> None:
        for path, handler in {
            "/v1/audio/transcriptions": self._transcribe,
            "/v1/audio/translations": self._transcribe,
            "/v1/audio/speech": self._speak,
            "/v1/chat/completions": self._chat,
            "/v1/completions": self._complete,
            "/v1/responses": self._respond,
            "/v1/moderations": self._moderate,
            "/v1/embeddings": self._embed,
        }.items():
            app.router.add_post(path, self._guarded(handler))
        self.files.add_to(app, self._guarded)
        self.pictures.add_to(app, self._guarded)
        self.stores.add_to(app, self._guarded)

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            refusal = self._refusal(request)
            if refusal is not None:
                return refusal
            try:
                if request.method == "POST" and request.content_type == "application/json":
                    body = await self._body(request)
                    self._check(request.path, body)
                    answer = instead(self._script.odd, Asked(request.path, body))
                    if answer is not None:
                        self._log.add("in", request.path, body)
                        return answer
                return await handler(request)
            except RefusedRequestError as refused:
                return web.json_response({"error": refused.body}, status=refused.status)

        return guarded

    async def _body(self, request: web.Request) -> dict[str, Any]:
        try:
            body = json.loads(await request.read())
        except json.JSONDecodeError:
            raise RefusedRequestError(400, "We could not parse the JSON body of your request.") from None
        if not isinstance(body, dict):
            raise RefusedRequestError(400, "The body is no object.")
        return body

    def _check(self, path: str, fields: Iterable[str]) -> None:
        violation = request_violation(path, fields)
        if violation is None and isinstance(fields, dict):
            violation = structure_violation(path, fields) or hosted_violation(path, fields)
        if violation:
            self._violations.append(violation)
            raise RefusedRequestError(400, violation, "unknown_parameter")

    # --- speech to text

    async def _transcribe(self, request: web.Request) -> web.StreamResponse:
        fields, sound = await self._upload(request)
        self._check(request.path, fields)
        model = fields.get("model", "")
        if not model:
            raise RefusedRequestError(400, "you must provide a model parameter", param="model")
        if not sound:
            raise RefusedRequestError(400, "Audio file is too short.", "audio_too_short", "file")
        form = fields.get("response_format", "json")
        by_voice = DIARISES in model
        refusal = refusal_of(fields, sound) if by_voice else None
        if refusal is not None:
            raise RefusedRequestError(400, refusal.message, param=refusal.param)
        if model.startswith(JSON_ONLY) and form != "json" and not by_voice:
            raise RefusedRequestError(400, f"response_format {form} is not supported", param="response_format")
        self._log.add("in", request.path, {**fields, "bytes": len(sound)})
        self.sounds.append(sound)
        answer = instead(self._script.odd, Asked(request.path, fields))
        if answer is not None:
            return answer
        if by_voice and form == "diarized_json":
            return await self._diarise(request, fields, sound)
        text = self._script.next_words()
        await asyncio.to_thread(self._script.words_may_go.wait, WORDS_WAIT)
        if fields.get("stream") == "true" and model.startswith(STREAMING_TRANSCRIBERS):
            return await self._stream(request, self._transcript_events(text), done=False)
        match form:
            case "text":
                return web.Response(text=text + "\n")
            case "srt":
                return web.Response(text=f"1\n00:00:00,000 --> 00:00:02,000\n{text}\n\n")
            case "vtt":
                return web.Response(text=f"WEBVTT\n\n00:00.000 --> 00:02.000\n{text}\n\n")
            case "verbose_json":
                segment = {
                    "id": 0,
                    "seek": 0,
                    "start": 0.0,
                    "end": 2.0,
                    "text": text,
                    "tokens": [],
                    "temperature": 0.0,
                    "avg_logprob": -0.2,
                    "compression_ratio": 1.1,
                    "no_speech_prob": 0.01,
                }
                return web.json_response(
                    {"task": "transcribe", "language": "english", "duration": 2.0, "text": text, "segments": [segment]}
                )
            case _:
                return web.json_response({"text": text, "usage": {"type": "duration", "seconds": 2}})

    async def _diarise(self, request: web.Request, fields: dict[str, str], sound: bytes) -> web.StreamResponse:
        segments = segments_of(fields, sound, self._script.next_words)
        await asyncio.to_thread(self._script.words_may_go.wait, WORDS_WAIT)
        if fields.get("stream") == "true":
            return await self._stream(request, events_of(segments), done=False)
        return web.json_response(answer_of(segments, sound))

    async def _upload(self, request: web.Request) -> tuple[dict[str, str], bytes]:
        fields: dict[str, str] = {}
        sound = b""
        reader = await request.multipart()
        async for part in reader:
            assert isinstance(part, BodyPartReader)
            if part.name == "file":
                if not part.filename or "." not in part.filename:
                    raise RefusedRequestError(400, "Unrecognized file format.", param="file")
                sound = bytes(await part.read())
                if len(sound) > UPLOAD_LIMIT:
                    raise RefusedRequestError(413, "Maximum content size limit (26214400) exceeded")
            elif part.name:
                before = fields.get(part.name)
                said = await part.text()
                fields[part.name] = said if before is None else f"{before},{said}" if "[]" in part.name else before
        return fields, sound

    def _transcript_events(self, text: str) -> list[dict[str, Any]]:
        words = re.findall(r"\S+\s*", text)
        events: list[dict[str, Any]] = [{"type": "transcript.text.delta", "delta": word} for word in words]
        return [*events, {"type": "transcript.text.done", "text": text}]

    # --- text to speech

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        if len(body.get("input", "")) > SPEECH_LIMIT:
            raise RefusedRequestError(400, "string_above_max_length", "string_above_max_length", "input")
        if not body.get("voice"):
            raise RefusedRequestError(400, "you must provide a voice parameter", param="voice")
        pcm = self._voice(body["input"]).astype("<i2").tobytes()
        if body.get("stream_format") == "sse":
            events = [
                {"type": "speech.audio.delta", "audio": base64.b64encode(pcm[start : start + 4_800]).decode()}
                for start in range(0, len(pcm), 4_800)
            ]
            done = {"type": "speech.audio.done", "usage": {"input_tokens": 5, "output_tokens": 50, "total_tokens": 55}}
            return await self._stream(request, [*events, done], done=False)
        encode = next((quirk.sound for quirk in self._script.odd if quirk.sound is not None), None)
        encode = encode or FORMATS.get(body.get("response_format", "mp3"))
        if encode is None:
            raise RefusedRequestError(400, "Unsupported response_format.", "unsupported_value", "response_format")
        content_type, pcm = encode(pcm)
        response = web.StreamResponse(headers={"Content-Type": content_type})
        await response.prepare(request)
        # Odd pieces, as they come over a network.
        for start in range(0, len(pcm), 4_801):
            await response.write(pcm[start : start + 4_801])
            await asyncio.sleep(0)
        await response.write_eof()
        return response

    # --- chat

    def _model_of(self, body: dict[str, Any]) -> str:
        model = str(body.get("model", ""))
        if not self._knows(model):
            message = f"The model `{model}` does not exist or you do not have access to it."
            raise RefusedRequestError(404, message, "model_not_found", "model")
        return model

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        model = self._model_of(body)
        if REASONING.match(model):
            for param in ("temperature", "max_tokens"):
                if param in body:
                    raise RefusedRequestError(400, f"Unsupported parameter: {param}", "unsupported_parameter", param)
        if not body.get("messages"):
            raise RefusedRequestError(400, "[] is too short - 'messages'", param="messages")
        refused = self.chat_sounds.refusal(model, body, open_=model in self._script.hearing)
        if refused is not None:
            raise RefusedRequestError(400, refused.message, refused.code, refused.param)
        reply = self._script.next_reply()
        if reply.after_ms:
            await asyncio.sleep(reply.after_ms / 1000)
        if reply.fails is not None:
            raise RefusedRequestError(500, str(reply.fails.get("message", "The server had an error")))
        odd = self._script.odd
        reply = as_asked(body, replace(reply, text=rewritten(odd, reply.text)))
        if not body.get("stream"):
            return web.json_response(completion(model, reply))
        aloud = bool(body.get("audio")) and not reply.calls
        pieces = [*self.chat_sounds.deltas(model, reply)] if aloud else reshaped(odd, chunks(model, reply))
        if (body.get("stream_options") or {}).get("include_usage"):
            pieces.append({**chunk(model), "choices": [], "usage": AUDIO_USAGE if aloud else USAGE})
        content_type = next((each.content_type for each in odd if each.path == CHAT), EVENTS)
        return await self._stream(request, pieces, reply=reply, content_type=content_type)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        return await self._stream(request, completion_chunks(self._model_of(body), self._script.next_reply()))

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        model = self._model_of(body)
        reply = as_asked(body, self._script.next_reply())
        searched, reply = searches(body, reply, self.stores)
        text, marks = cited(body, reply)
        reply = replace(reply, text=text)
        whole = response(model, reply, searched, marks)
        if not body.get("stream"):
            return web.json_response(whole)
        item, last = whole["output"][-1], len(searched)
        events: list[dict[str, Any]] = [
            {"type": "response.created", "response": {**whole, "status": "in_progress", "output": []}},
            *(event for index, search in enumerate(searched) for event in events_of_search(search, index)),
            {"type": "response.output_item.added", "output_index": last, "item": {**item, "status": "in_progress"}},
        ]
        ids = {"item_id": item["id"], "output_index": last}
        if item["type"] == "message":
            events += [
                {"type": "response.refusal.delta", **ids, "content_index": 0, "delta": word}
                if reply.refusal
                else {"type": "response.output_text.delta", **ids, "content_index": 0, "delta": word, "logprobs": []}
                for word in re.findall(r"\S+\s*", reply.text)
            ]
            events += [
                {
                    "type": "response.output_text.annotation.added",
                    **ids,
                    "content_index": 0,
                    "annotation_index": number,
                    "annotation": mark,
                }
                for number, mark in enumerate(marks)
            ]
        else:
            events.append({"type": "response.function_call_arguments.delta", **ids, "delta": item["arguments"]})
        events += [
            {"type": "response.output_item.done", "output_index": last, "item": item},
            {"type": "response.completed", "response": whole},
        ]
        numbered = [{**event, "sequence_number": number} for number, event in enumerate(events)]
        return await self._stream(request, numbered, done=False, named=True)

    async def _stream(
        self,
        request: web.Request,
        events: list[dict[str, Any]],
        *,
        done: bool = True,
        named: bool = False,
        reply: Reply | None = None,
        content_type: str = EVENTS,
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": content_type})
        await response.prepare(request)
        await response.write(b": keep-alive\n\n")
        for number, event in enumerate(events):
            head = f"event: {event['type']}\n" if named else ""
            frame = f"{head}data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
            # Cut in the middle, inside of a character if it so happens.
            await response.write(frame[: len(frame) // 2])
            await asyncio.sleep(0)
            await response.write(frame[len(frame) // 2 :])
            if reply is not None and reply.drop_after_ms is not None and number >= 1 and request.transport is not None:
                request.transport.abort()
                return response
        if done:
            await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response

    # --- the rest

    async def _moderate(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        result = moderated(body["input"], self._script.objects_to)
        return web.json_response({"id": "modr-1", "model": "omni-moderation-latest", "results": [result]})

    async def _embed(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self._log.add("in", request.path, body)
        texts = [body["input"]] if isinstance(body["input"], str) else list(body["input"])
        data: list[dict[str, Any]] = []
        for index, text in enumerate(texts):
            vector = np.random.default_rng(abs(hash(text)) % 2**32).standard_normal(body.get("dimensions", 16))
            unit = (vector / np.linalg.norm(vector)).astype("<f4")
            shown = (
                base64.b64encode(unit.tobytes()).decode() if body.get("encoding_format") == "base64" else unit.tolist()
            )
            data.append({"object": "embedding", "index": index, "embedding": shown})
        usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
        return web.json_response({"object": "list", "data": data, "model": body["model"], "usage": usage})

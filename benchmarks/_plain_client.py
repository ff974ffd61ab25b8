"""The plainest voice client that one could write with the `openai` package: what the measurements compare with.

Microphone in blocks of 20 ms straight to the socket, the service's own detection, sound from a byte array to the
speaker, which is emptied when the service hears somebody. Run as `python -m benchmarks._plain_client ADDRESS KEY`.
"""

import asyncio
import base64
import sys
import threading

import sounddevice
from openai import AsyncOpenAI

RATE = 24_000
BLOCK = 480


class Speaker:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self.played = 0
        """Bytes of the item that plays which were handed to the device."""
        self._stream = sounddevice.RawOutputStream(
            samplerate=RATE, blocksize=BLOCK, device="speaker", channels=1, dtype="int16", callback=self._fill
        )
        self._stream.start()

    def add(self, pcm: bytes) -> None:
        with self._lock:
            self._waiting += pcm

    def begin(self) -> None:
        with self._lock:
            self.played = 0

    def clear(self) -> bool:
        """Fall silent. True when something was still to be played."""
        with self._lock:
            playing = bool(self._waiting)
            self._waiting.clear()
            return playing

    def _fill(self, out: memoryview, *_: object) -> None:
        with self._lock:
            piece = bytes(self._waiting[: len(out)])
            del self._waiting[: len(out)]
            self.played += len(piece)
        out[:] = piece.ljust(len(out), b"\0")


async def talk(address: str, key: str) -> None:
    loop = asyncio.get_running_loop()
    blocks: asyncio.Queue[bytes] = asyncio.Queue()
    speaker = Speaker()

    def heard(data: memoryview, *_: object) -> None:
        loop.call_soon_threadsafe(blocks.put_nowait, bytes(data))

    microphone = sounddevice.RawInputStream(
        samplerate=RATE, blocksize=BLOCK, device="mic", channels=1, dtype="int16", latency="low", callback=heard
    )
    client = AsyncOpenAI(api_key=key, base_url=address)
    item = ""
    async with client.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        await connection.session.update(
            session={
                "type": "realtime",
                "audio": {
                    "input": {
                        "turn_detection": {
                            "type": "server_vad",
                            "silence_duration_ms": 500,
                            "create_response": True,
                            "interrupt_response": True,
                        },
                        "transcription": {"model": "gpt-transcribe"},
                    }
                },
            }
        )
        microphone.start()

        async def send() -> None:
            while True:
                pcm = await blocks.get()
                await connection.input_audio_buffer.append(audio=base64.b64encode(pcm).decode())

        sending = asyncio.create_task(send())
        print("ready", flush=True)
        async for event in connection:
            if event.type == "response.output_audio.delta":
                if event.item_id != item:
                    item = event.item_id
                    speaker.begin()
                speaker.add(base64.b64decode(event.delta))
            elif event.type == "input_audio_buffer.speech_started" and item and speaker.clear():
                await connection.conversation.item.truncate(
                    item_id=item, content_index=0, audio_end_ms=speaker.played * 1000 // (RATE * 2)
                )
        sending.cancel()


if __name__ == "__main__":
    asyncio.run(talk(sys.argv[1], sys.argv[2]))

"""How many paced talks one llama.cpp server carries: the first sentence, and whether the voice would ever have to wait.

Each desk asks, hears the answer at the pace of speech, thinks and asks again, as people do. The same desks are put before
a server with one place for an answer, and before one with a place for every two desks. `VOICEAPP_DESKS="1 2 4"` and
`VOICEAPP_ROUNDS=3` make it shorter or longer, `VOICEAPP_BRAIN=FILE` takes another GGUF file.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from voiceapp.core.ports import ChatText, EngineError
from voiceapp.core.text.sentences import SentenceCutter
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.chosen_models import ChosenModels, find
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at

SERVER = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_parallel = int(sys.argv[2])
params.n_ctx = 2048 * params.n_parallel
params.port = 0
params.cpuparams.n_threads = int(sys.argv[3])
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
DESKS = tuple(int(word) for word in os.environ.get("VOICEAPP_DESKS", "1 2 4 8 16").split())
ROUNDS = int(os.environ.get("VOICEAPP_ROUNDS", "3"))
IN_TIME = 1.5
"""Seconds to the first sentence within which an answer doesn't feel late."""
CHARACTERS_A_SECOND = 15.0
"""The pace of a voice."""
ASKING = (3.0, 6.0)
"""Seconds in which a person speaks, and thinks before."""
LONGEST_ANSWER = 60
"""Tokens: two or three sentences, as one answers aloud."""
QUESTIONS = (
    "What could I cook tonight with rice and eggs?",
    "Tell me something about the moon.",
    "How do I get a coffee stain out of a shirt?",
    "What makes bread rise?",
    "Give me an idea for a walk on a rainy day.",
    "Why do cats purr?",
)
WISHES = SessionWishes(
    instructions="You are a friendly assistant who talks. Answer in two short sentences.",
    max_reply_tokens=LONGEST_ANSWER,
    spoken=True,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer."""

    first_word: float
    first_sentence: float
    stalled: float
    """Seconds for which a voice that began with the first sentence would have waited for words."""

    @property
    def in_time(self) -> bool:
        return self.first_sentence <= IN_TIME and self.stalled < 0.3


@contextmanager
def serving(path: str, places: int) -> Iterator[str]:
    threads = str(os.cpu_count() or 2)
    # The address and nothing else is read, so its log must not fill the line.
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, path, str(places), threads],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        address = ""
        while "http" not in address:
            address = process.stdout.readline()
            assert address, "the server did not start"
        yield address.strip()
    finally:
        process.stdin.close()
        process.wait(30)


async def answered(chat: ChatCompletions, said: Sequence[Item]) -> tuple[str, Answered]:
    began, cutter = time.monotonic(), SentenceCutter()
    first_word = first_sentence = stalled = 0.0
    text, heard_until = "", 0.0
    async with aclosing(chat.answer(said, WISHES)) as pieces:
        async for piece in pieces:
            if not isinstance(piece, ChatText):
                continue
            now = time.monotonic() - began
            first_word = first_word or now
            text += piece.text
            for sentence in cutter.add(piece.text):
                first_sentence = first_sentence or now
                stalled += max(0.0, now - heard_until) if heard_until else 0.0
                heard_until = max(now, heard_until) + len(sentence) / CHARACTERS_A_SECOND
    now = time.monotonic() - began
    return text, Answered(first_word or now, first_sentence or now, stalled)


async def desk(address: str, number: int, found: list[Answered]) -> None:
    """One person, who asks and listens."""
    chance, pool = random.Random(number), ConnectionPool()
    chat = ChatCompletions(Server(endpoint_at(address), lambda: None, pool), "")
    said: list[Item] = []
    await asyncio.sleep(chance.uniform(0, ASKING[1]))
    try:
        for place in range(ROUNDS):
            question = QUESTIONS[(number + place) % len(QUESTIONS)]
            said.append(Message(ItemId(f"q{place}"), Speaker.USER, 0.0, question, MessageState.DONE))
            text, answer = await answered(chat, said)
            found.append(answer)
            said.append(Message(ItemId(f"a{place}"), Speaker.ASSISTANT, 0.0, text, MessageState.DONE))
            await asyncio.sleep(len(text) / CHARACTERS_A_SECOND + chance.uniform(*ASKING))
    except EngineError as error:
        print(f"desk {number}: {error.failure.sentence} {error.failure.detail}")
    finally:
        await pool.close()


async def warmed(address: str) -> None:
    """Has one answer made, because the first of a server reads the model in."""
    pool = ConnectionPool()
    question = Message(ItemId("w"), Speaker.USER, 0.0, QUESTIONS[0], MessageState.DONE)
    await answered(ChatCompletions(Server(endpoint_at(address), lambda: None, pool), ""), (question,))
    await pool.close()


async def all_desks(address: str, count: int) -> list[Answered]:
    found: list[Answered] = []
    await asyncio.gather(*(desk(address, number, found) for number in range(count)))
    return found


def percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def line(places: int, count: int, found: Sequence[Answered]) -> str:
    if not found:
        return f"{places:>6} {count:>6}  nobody was answered"
    words, sentences = [each.first_word for each in found], [each.first_sentence for each in found]
    share = sum(each.in_time for each in found) / len(found)
    return (
        f"{places:>6} {count:>6} {len(found):>8} {statistics.median(words):>9.2f} {percentile(words, 0.95):>8.2f}"
        f" {statistics.median(sentences):>13.2f} {percentile(sentences, 0.95):>8.2f} {share:>9.0%}"
    )


def main() -> None:
    path = os.environ.get("VOICEAPP_BRAIN") or find("brain", ChosenModels(english_only=True)).path
    print(f"{Path(path).name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("places  desks  answers first word      p95 first sentence      p95  in time")
    for count in DESKS:
        for places in dict.fromkeys((1, max(1, count // 2))):
            with serving(path, places) as address:
                asyncio.run(warmed(address))
                print(line(places, count, asyncio.run(all_desks(address, count))), flush=True)


if __name__ == "__main__":
    main()

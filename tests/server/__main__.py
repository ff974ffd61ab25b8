"""The server by itself, for trying things out: `python -m tests.server --port N`."""

import argparse
import threading

from tests.server.api import serving
from tests.server.quirks import QUIRKS

ANSWERS = (
    "Hello. I am only a script on your own machine, but you can talk over me as you like.",
    "That is a good question. I have a handful of answers, and this is one of them, told at some length.",
    "Yes.",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.server", description="The API server of the tests, by itself."
    )
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--quirk", action="append", default=[], choices=sorted(QUIRKS), help="answer as others do")
    arguments = parser.parse_args()
    with serving(port=arguments.port) as server:
        server.script.open = True
        server.script.quirky(*arguments.quirk)
        for answer in ANSWERS:
            server.script.reply(answer, pace=3.0, after_ms=300)
        print(f"OPENAI_BASE_URL={server.base_url} voiceapp", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()

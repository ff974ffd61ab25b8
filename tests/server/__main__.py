"""The server by itself, for trying things out: `python -m tests.server [PORT]`."""

import sys
import threading

from tests.server.api import serving

ANSWERS = (
    "Hello. I am only a script on your own machine, but you can talk over me as you like.",
    "That is a good question. I have a handful of answers, and this is one of them, told at some length.",
    "Yes.",
)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8765
    with serving(port=port) as server:
        for answer in ANSWERS:
            server.script.reply(answer, pace=3.0, after_ms=300)
        print(f"OPENAI_BASE_URL={server.base_url} OPENAI_API_KEY= voiceapp", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()

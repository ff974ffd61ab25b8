"""OpenAI's agents package for Python holds a talk with a Realtime server. Prints what it got as JSON.

Runs in an environment of its own: python openai_agents.py ws://127.0.0.1:1/v1/realtime KEY
"""

import asyncio
import json
import sys

from agents.realtime import RealtimeAgent, RealtimeRunner

PATIENCE = 60


async def talk(url: str, key: str) -> dict[str, object]:
    agent = RealtimeAgent(name="Assistant", instructions="Answer briefly.")
    runner = RealtimeRunner(agent, config={"model_settings": {"model_name": "gpt-realtime"}})
    sound, ended, errors, history = 0, 0, [], []
    async with await runner.run(model_config={"api_key": key, "url": f"{url}?model=gpt-realtime"}) as session:
        await session.send_message("What time is it?")
        async for event in session:
            match event.type:
                case "audio":
                    sound += len(event.audio.data)
                case "error":
                    errors.append(str(event.error))
                case "history_updated":
                    history = [item.model_dump() for item in event.history]
                case "agent_end":
                    ended += 1
                    break
    return {"sound": sound, "ended": ended, "errors": errors, "history": history}


async def main() -> None:
    async with asyncio.timeout(PATIENCE):
        found = await talk(sys.argv[1], sys.argv[2])
    print(json.dumps(found, default=str))


asyncio.run(main())

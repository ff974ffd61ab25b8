"""Runs one call of a tool, and tells what came of it, whatever happens."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing

from voiceapp.core.messages import Event, RunTool, ToolAnswered, ToolProgressed
from voiceapp.core.pictures.picture_tool import PATIENCE, PictureTool
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.transcript import Image

log = logging.getLogger(__name__)

TOOL_PATIENCE = 60.0
TOOK_TOO_LONG = Sentence("That took too long.")
DID_NOT_WORK = Sentence("Something went wrong.")


async def run_tool(tools: Mapping[str, Tool], command: RunTool, tell: Callable[[Event], None]) -> None:
    tool = tools.get(command.name)
    why: Sentence | None = None
    images: tuple[Image, ...] = ()
    if tool is None:
        why, output = DID_NOT_WORK, f'{{"error": "There is no tool named {command.name}."}}'
    else:
        try:
            async with asyncio.timeout(PATIENCE if isinstance(tool, PictureTool) else TOOL_PATIENCE):
                if isinstance(tool, PictureTool):
                    output, images = await _picture(tool, command, tell)
                else:
                    output = await tool.run(command.arguments)
        except TimeoutError:
            why, output = TOOK_TOO_LONG, '{"error": "That took too long."}'
        except ToolError as error:
            why, output = told_by(error), str(error)
        except Exception:  # a tool's bug is reported to the model, and the loop goes on
            log.exception("a tool failed in a way that it should not")
            why, output = DID_NOT_WORK, '{"error": "The tool failed."}'
    tell(ToolAnswered(command.call, output, failed=why is not None, failure=why, images=images))


async def _picture(tool: PictureTool, command: RunTool, tell: Callable[[Event], None]) -> tuple[str, tuple[Image, ...]]:
    async with aclosing(tool.make(command.arguments, command.picture)) as pictures:
        async for made in pictures:
            if made.output:
                return made.output, (made.image,)
            tell(ToolProgressed(command.call, made.image))
    raise ToolError(DID_NOT_WORK)

"""Keeps tasks running beside a machine, by name, cancelling each only once and ending all in bounded time."""

import asyncio
import logging
from collections.abc import Coroutine, Hashable

log = logging.getLogger(__name__)

CLOSING_PATIENCE = 10.0
"""Seconds for all of them to end; a goodbye takes two."""


class BackgroundTasks:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def start(self, work: Coroutine[None, None, None], name: Hashable = None) -> asyncio.Task[None]:
        """Starts a task, which can be cancelled by its name until another task takes the name."""
        task = self._loop.create_task(work)
        key = task if name is None else name
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._tasks.pop(key, None) if self._tasks.get(key) is done else None)
        return task

    def cancel(self, name: Hashable) -> None:
        """Cancels the task, if it exists. Never waits."""
        task = self._tasks.get(name)
        if task is not None:
            _end(task)

    async def close(self) -> None:
        """Ends all tasks. Any that do not end in time are left behind and logged."""
        tasks = set(self._tasks.values())
        if not tasks:
            return
        for task in tasks:
            _end(task)
        _, stuck = await asyncio.wait(tasks, timeout=CLOSING_PATIENCE)
        for task in stuck:
            log.error("a task did not end in time: %s", task.get_coro())


def _end(task: asyncio.Task[None]) -> None:
    """Cancels only once. A second time would cut short its ending, such as a link in the middle of its goodbye."""
    if not task.cancelling():
        task.cancel()

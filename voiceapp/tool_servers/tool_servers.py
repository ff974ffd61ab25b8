"""Runs all servers of tools that are switched on, on a thread of their own, and tells what became of each."""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import Tool
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.core.tool_servers.access import ServerCard, ServerState, ServerTool
from voiceapp.core.tool_servers.offered_tools import OfferedTool
from voiceapp.core.tool_servers.server_entries import ServerEntry, checked, expanded
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.watchers import Watchers
from voiceapp.tool_servers.served_tool import ServedTool
from voiceapp.tool_servers.server_list import ServerList
from voiceapp.tool_servers.server_runner import TOO_SLOW_TO_START, ServerNews, ServerRunner
from voiceapp.tool_servers.server_secrets import ServerSecrets
from voiceapp.tool_servers.sign_in import OpenBrowser

log = logging.getLogger(__name__)

MOST_TOOLS = 100
"""Tools of all servers together. Services take 128, and the app has some of its own."""
END_PATIENCE = 6.0
TRY_PATIENCE = 90.0
CHANGED = Sentence("It's configured otherwise than when you switched it on. Look at it, and switch it on again.")
NOTHING_LEAVES = Sentence(
    "Nothing may leave this device, so it isn't asked. You can allow it in Settings, {page}.",
    page=SettingPlace("engines.leaves_machine"),
)
NOT_ON = Failure(FailureKind.REJECTED, Sentence("Switch the server on first."))
NOT_AS_SHOWN = Failure(
    FailureKind.REJECTED, Sentence("It isn't configured any more as it was shown. Look at it, then go on.")
)
NO_SUCH_SERVER = Failure(FailureKind.REJECTED, Sentence("There's no server of that name."))


@dataclass(slots=True)
class _SwitchedOn:
    """A server that is switched on."""

    entry: ServerEntry
    news: ServerNews = field(default_factory=lambda: ServerNews(ServerState.STARTING))
    runner: ServerRunner | None = None
    over: "Future[None] | None" = None


class ToolServers:
    """May be used from any thread. Without a server that is on, it has neither a thread nor anything loaded."""

    def __init__(
        self,
        servers: ServerList,
        secrets: ServerSecrets,
        environ: Mapping[str, str],
        own_keys: Callable[[], frozenset[str]],
        *,
        may_leave: Callable[[], bool] = lambda: True,
        runs: bool = True,
    ) -> None:
        """`own_keys`: variables of the environment that hold the app's own keys. `may_leave`: anything may leave this
        device. Not `runs`: it runs only what is tried out.
        """
        self._may_leave = may_leave
        self._runs = runs
        self._list = servers
        self._secrets = secrets
        self._environ = environ
        self._own_keys = own_keys
        self._lock = threading.RLock()
        self._room: SessionThread | None = None
        self._running: dict[str, _SwitchedOn] = {}
        self._entries: tuple[ServerEntry, ...] = ()
        self._tools: Mapping[str, ServedTool] = {}
        self._watchers: Watchers[tuple[ServerCard, ...]] = Watchers()
        self.on_tools: Callable[[], None] = lambda: None
        """Called on any thread when other tools are offered than before."""
        self.problem: Sentence | None = None
        """The reason the file cannot be read."""
        self._closed = False

    # --- what there is

    @property
    def tools(self) -> Mapping[str, ServedTool]:
        """All tools that can be used now, by the names that models know."""
        return self._tools

    def as_tools(self) -> Mapping[str, Tool]:
        return self._tools

    def cards(self) -> tuple[ServerCard, ...]:
        with self._lock:
            return tuple(self._card(entry) for entry in self._entries)

    def watch(self, show: Callable[[tuple[ServerCard, ...]], None]) -> Callable[[], None]:
        show(self.cards())
        return self._watchers.add(show)

    def _card(self, entry: ServerEntry) -> ServerCard:
        state, why, tools = self._state_of(entry)
        return ServerCard(entry.name, entry.shown, state, entry.is_remote, why, tools, entry)

    def _state_of(self, entry: ServerEntry) -> tuple[ServerState, Sentence | None, tuple[ServerTool, ...]]:
        running = self._running.get(entry.name)
        problem = self._problem_of(entry)
        if problem is not None:
            return ServerState.UNUSABLE, problem, ()
        if running is not None:
            news = running.news
            return news.state, news.sentence, tuple(_shown(tool) for tool in news.offer.tools)
        if self._is_wanted(entry):
            return ServerState.STARTING, None, ()
        if self._list.has_changed(entry):
            return ServerState.CHANGED, CHANGED, ()
        return ServerState.OFF, None, ()

    # --- what is configured

    def look_again(self) -> None:
        """Read the file again if anything was changed since, such as by a command in a terminal."""
        if self._list.changed_elsewhere():
            self.reload()

    def keep(self, entry: ServerEntry) -> Failure | None:
        """Write a server into the file, in the place of one of that name. It is off until the person switches it on."""
        told = checked(entry)
        if told.problem is not None:
            return Failure(FailureKind.REJECTED, told.problem)
        put_away = self._secrets.put_away(entry)
        if isinstance(put_away, Sentence):
            return Failure(FailureKind.REJECTED, put_away)
        failure = self._list.keep(put_away)
        self.reload()
        return failure

    def remove(self, server: str) -> Failure | None:
        entry = self._named(server)
        if entry is None:
            return NO_SUCH_SERVER
        failure = self._list.remove(server)
        self._secrets.forget(entry)
        self.reload()
        return failure

    # --- what is on

    def reload(self) -> None:
        """Read the file again: start what is on, and stop what is not, or not any more as it was."""
        with self._lock:
            if self._closed:
                return
            self._list.read_decisions()
            read = self._list.servers()
            self.problem = read.problem
            self._entries = read.entries
            wanted = {each.name: each for each in read.entries if self._runs and self._is_wanted(each)}
            for name in [name for name, running in self._running.items() if wanted.get(name) != running.entry]:
                self._stop(name)
            for name, entry in wanted.items():
                if name not in self._running:
                    self._start(entry)
            others = self._gather_tools()
        self._tell(others_offered=others)

    def switch(self, server: str, *, on: bool) -> Failure | None:
        """Switch a server on as it is configured now, or off."""
        entry = self._named(server)
        if entry is None:
            return NO_SUCH_SERVER
        if on and entry.problem is not None:
            return Failure(FailureKind.REJECTED, entry.problem)
        if on and not self._is_as_shown(entry):
            return NOT_AS_SHOWN
        failure = self._list.switch(entry, on=on)
        self.reload()
        return failure

    def _is_as_shown(self, entry: ServerEntry) -> bool:
        """Say whether the file still says what the person saw. Otherwise it is read anew, for them to look again."""
        if entry in self._entries:
            return True
        self.reload()
        return False

    def _named(self, server: str) -> ServerEntry | None:
        return next((each for each in self._list.servers().entries if each.name == server), None)

    def try_out(self, server: str) -> ServerNews | Failure:
        """Run a server once, whether or not it is on, until it has said which tools it has. Waits for that."""
        entry = self._named(server)
        if entry is None:
            return NO_SUCH_SERVER
        if not self._is_as_shown(entry):
            return NOT_AS_SHOWN
        problem = self._problem_of(entry)
        if problem is not None:
            return Failure(FailureKind.REJECTED, problem)
        with self._lock:
            if self._closed:
                return NO_SUCH_SERVER
            room = self._opened_room()
        came: Future[ServerNews] = Future()

        async def run_once() -> None:
            def take(news: ServerNews) -> None:
                if news.state is not ServerState.STARTING and not came.done():
                    came.set_result(news)
                    runner.stop()

            runner = self._runner(entry, take)
            await runner.run()

        over = room.run(run_once())
        try:
            news = came.result(TRY_PATIENCE)
            over.result(END_PATIENCE)
        except TimeoutError:
            return ServerNews(ServerState.FAILED, sentence=TOO_SLOW_TO_START)
        return news

    def sign_in(self, server: str, open_browser: OpenBrowser) -> Failure | None:
        """Let the person sign in at a server that is on."""
        with self._lock:
            running, room = self._running.get(server), self._room
            if running is None or running.runner is None or room is None:
                return NOT_ON
            runner = running.runner
        room.call(lambda: runner.sign_in(open_browser))
        return None

    def again(self, server: str) -> None:
        """Start a server again at once."""
        with self._lock:
            self._stop(server)
        self.reload()

    def close(self) -> None:
        """End all servers, and with them whatever they have started, in bounded time."""
        with self._lock:
            self._closed = True
            ending = [running.over for running in self._running.values() if running.over is not None]
            for name in list(self._running):
                self._stop(name)
            room, self._room = self._room, None
        for each in ending:
            try:
                each.result(END_PATIENCE)
            except Exception:  # noqa: BLE001  (the others are ended all the same)
                log.info("a server of tools did not end in time")
        if room is not None:
            room.stop()

    def _is_wanted(self, entry: ServerEntry) -> bool:
        return self._problem_of(entry) is None and not entry.disabled and self._list.is_on(entry)

    def _problem_of(self, entry: ServerEntry) -> Sentence | None:
        if entry.problem is None and entry.is_elsewhere and not self._may_leave():
            return NOTHING_LEAVES
        return entry.problem

    def _start(self, entry: ServerEntry) -> None:
        running = self._running[entry.name] = _SwitchedOn(entry)
        running.over = self._opened_room().run(self._run(running))

    def _opened_room(self) -> SessionThread:
        if self._room is None:
            self._room = SessionThread("tool servers")
            self._room.start()
        return self._room

    def _runner(self, entry: ServerEntry, tell: Callable[[ServerNews], None]) -> ServerRunner:
        def filled() -> ServerEntry:
            return expanded(entry, self._environ, self._secrets.of(entry), self._own_keys())

        return ServerRunner(filled, entry.name, self._environ, tell, self._secrets.named)

    async def _run(self, running: _SwitchedOn) -> None:
        entry = running.entry
        runner = self._runner(entry, lambda news: self._take(running, news))
        with self._lock:
            if self._running.get(entry.name) is not running:
                return
            running.runner = runner
        await runner.run()

    def _stop(self, name: str) -> None:
        running = self._running.pop(name, None)
        if running is not None and running.runner is not None and self._room is not None:
            self._room.call(running.runner.stop)

    def _take(self, running: _SwitchedOn, news: ServerNews) -> None:
        with self._lock:
            if self._running.get(running.entry.name) is not running:
                return
            running.news = news
            others = self._gather_tools()
        self._tell(others_offered=others)

    def _tell(self, *, others_offered: bool) -> None:
        if others_offered:
            self.on_tools()
        self._watchers.notify(self.cards())

    def _gather_tools(self) -> bool:
        """Say whether other tools are offered than before."""
        found: dict[str, ServedTool] = {}
        for running in self._running.values():
            runner, room = running.runner, self._room
            if running.news.state is not ServerState.READY or runner is None or room is None:
                continue
            for tool in running.news.offer.tools[: MOST_TOOLS - len(found)]:
                found[tool.spec.name] = ServedTool(running.entry.name, tool, runner.call, room.run)
        before, self._tools = self._tools, found
        return {name: each.tool for name, each in before.items()} != {name: each.tool for name, each in found.items()}


def _shown(tool: OfferedTool) -> ServerTool:
    return ServerTool(tool.spec.name, tool.shown_name, tool.spec.description, tool.read_only)

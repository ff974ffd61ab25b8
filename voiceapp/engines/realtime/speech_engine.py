"""Speaks by Realtime in a session of its own, which reads out what it is given. Meets `core.ports.TextToSpeech`.

The session is kept between sentences, so that only the first one waits for a connection.
"""

import asyncio
import itertools
import logging
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from voiceapp import suspend_clock
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import EngineError, SpokenAudio
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.session_lifetimes import renewal_of
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.speech_protocol import News, SpeechProtocol, SpeechReady, TextSound, TextSpoken
from voiceapp.websocket.shell import SocketShell

log = logging.getLogger(__name__)

PIECE_PATIENCE = 15.0
IDLE_PATIENCE = 60.0
"""Seconds for which an unused session is kept."""
ROUGHLY = 5.0
BEFORE_EXPIRY = 90.0
REWORDED_BELOW = 0.8

Piece = TextSound | TextSpoken | Failure


@dataclass(slots=True)
class _Session:
    """An open session for one voice and one speed, neither of which can change once it has spoken."""

    voice: str
    speed: float
    protocol: SpeechProtocol
    shell: SocketShell[News]
    ready: "asyncio.Future[None]"
    until: float | None = None
    """When it has grown too old, where that is known; by `clocks.elapsed`."""
    used_at: float = field(default_factory=suspend_clock.elapsed)
    at_rest: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while it reads nothing."""
    jobs: "dict[str, asyncio.Queue[Piece]]" = field(default_factory=dict[str, "asyncio.Queue[Piece]"])

    def usable(self, voice: str, speed: float) -> bool:
        now = suspend_clock.elapsed()
        young = self.until is None or now < self.until
        # A session that outlived its patience means that the machine was asleep, so the line may be dead without
        # notice.
        awake = bool(self.jobs) or now < self.used_at + IDLE_PATIENCE + ROUGHLY
        return not self.shell.over and young and awake and (voice, speed) == (self.voice, self.speed)

    def lives_until(self, expires_at: float | None) -> None:
        """Sets the end of its life, which the service states by its own clock."""
        wall = time.time()
        renewal = renewal_of(expires_at, wall, BEFORE_EXPIRY)
        self.until = None if renewal is None else suspend_clock.elapsed() + renewal - wall


class RealtimeSpeech:
    """Belongs to one event loop. `aclose` ends it."""

    def __init__(self, server: RealtimeServer, model: str = "", voice: str = "", style: str = "") -> None:
        """Speaks with the voice of the wishes unless it is given one of its own."""
        self._server = server
        self._model = model or server.provider.models.first(Role.CONVERSATION)
        self._voice = voice
        self._style = style
        self._session: _Session | None = None
        self._opening = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._idle: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        return EngineTraits(
            self._server.endpoint.realtime_name,
            leaves_machine=Sentence("Answers go to {whom}.", whom=whom) if whom else None,
        )

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        """Speaks the text, yielding pieces as they are made. Closing the iterator cancels. Raises EngineError."""
        if not text.strip():
            return
        session = await self._open(self._voice or wishes.voice, wishes.speed)
        job = str(next(self._numbers))
        pieces = session.jobs[job] = asyncio.Queue()
        session.at_rest.clear()
        session.protocol.add_text(job, text)
        session.shell.follow_up()
        try:
            while True:
                match await _next(pieces):
                    case TextSound(_, pcm):
                        yield SpokenAudio(pcm)
                    case TextSpoken(_, spent, fidelity, failure):
                        if failure is not None:
                            raise EngineError(failure)
                        if fidelity < REWORDED_BELOW:
                            log.info("a sentence was reworded when it was read out (%.0f %% kept)", fidelity * 100)
                        yield SpokenAudio(b"", spent)
                        return
                    case failure:
                        raise EngineError(failure)
        finally:
            del session.jobs[job]
            if not session.jobs:
                session.at_rest.set()
            session.protocol.drop_text(job)
            session.shell.follow_up()
            self._rest()

    async def aclose(self) -> None:
        """Ends everything that is running."""
        if self._idle is not None:
            self._idle.cancel()
        session, self._session = self._session, None
        if session is not None:
            await session.shell.close()
        await asyncio.gather(*self._closing)

    # --- the session

    async def _open(self, voice: str, speed: float) -> _Session:
        if self._idle is not None:
            self._idle.cancel()
        async with self._opening:
            session = self._session
            if session is None or not session.usable(voice, speed):
                self._let_go()
                session = self._session = await self._connect(voice, speed)
            return session

    async def _connect(self, voice: str, speed: float) -> _Session:
        dialect = self._server.spoken
        try:
            return await self._connect_in(voice, speed)
        except EngineError as error:
            other = error.failure.kind is FailureKind.WRONG_DIALECT
            if other and self._server.speaks_other(dialect):
                return await self._connect_in(voice, speed)
            raise

    async def _connect_in(self, voice: str, speed: float) -> _Session:
        server = self._server
        dialect = server.spoken
        socket = await open_socket(server, self._model, dialect)
        protocol = SpeechProtocol(
            voice,
            speed,
            self._style,
            now=asyncio.get_running_loop().time(),
            dialect=dialect,
            model=self._model,
            pricing=server.pricing,
        )
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def tell(news: News) -> None:
            if isinstance(news, SpeechReady):
                session.lives_until(news.expires_at)
                if not ready.done():
                    ready.set_result(None)
            elif news.job in session.jobs:
                session.jobs[news.job].put_nowait(news)

        def lost(failure: Failure) -> None:
            if not ready.done():
                ready.set_exception(EngineError(failure))
            for pieces in session.jobs.values():
                pieces.put_nowait(failure)

        session = _Session(voice, speed, protocol, SocketShell(socket, protocol, tell, lost), ready)
        session.shell.start()
        try:
            await ready
        except BaseException:
            await session.shell.close()
            raise
        return session

    def _rest(self) -> None:
        """Keeps the session a while for the next sentence."""
        if self._session is not None and not self._session.jobs:
            self._session.used_at = suspend_clock.elapsed()
            if self._idle is not None:
                self._idle.cancel()
            self._idle = asyncio.get_running_loop().call_later(IDLE_PATIENCE, self._let_go)

    def _let_go(self) -> None:
        """Lets the session go because another is needed, or none for now. One that is still reading ends by itself."""
        session, self._session = self._session, None
        if session is not None:
            closing = asyncio.get_running_loop().create_task(_close_when_done(session))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)


async def _next(pieces: "asyncio.Queue[Piece]") -> Piece:
    try:
        async with asyncio.timeout(PIECE_PATIENCE):
            return await pieces.get()
    except TimeoutError:
        return Failure(FailureKind.TIMED_OUT, Sentence("The service stopped while speaking. Try again in a moment."))


async def _close_when_done(session: _Session) -> None:
    if session.jobs:
        await session.at_rest.wait()
    await session.shell.close()

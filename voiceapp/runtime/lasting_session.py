"""Keeps a session going after bugs of ours. When one breaks off, the next continues the talk as it was."""

import asyncio
import contextlib
import logging
import threading

from voiceapp.core.backoff import Backoff
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskedAgain,
    Event,
    FromEngine,
    MicFrame,
    ShowFailure,
    Stopped,
    TalkOpened,
    Tick,
    ToolAnswered,
    ToolProgressed,
    WishesChanged,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.carry_over import CarryOver
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.core.wishes import TalkWishes
from voiceapp.runtime.session import Session, SessionParts

log = logging.getLogger(__name__)

CALM = 60.0
"""Seconds without an error after which the next one counts as the first again."""
MOST_WAITING = 1_000
"""Events that are kept while no session runs."""
_OF_THE_OLD_ONE = (FromEngine, ToolAnswered, ToolProgressed, Tick, MicFrame)
"""Events that belong to the old session's links, calls and moments, which are gone with it."""
BROKE = Failure(
    FailureKind.BUG,
    Sentence("A bug interrupted the conversation. It continues where it was. Please report it if it happens again."),
)


class LastingSession:
    """Created and run in the loop; `tell` may be called from any thread."""

    def __init__(self, wishes: TalkWishes, parts: SessionParts, seed: float = 0.0) -> None:
        self._wishes = wishes
        self._parts = parts
        self._seed = seed
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._session: Session | None = None
        self._waiting: list[Event] = []
        self._stopping = asyncio.Event()
        self._over = False

    def tell(self, event: Event) -> None:
        """May be called from any thread. Events between two sessions wait for the next; after the end they are lost."""
        if threading.get_ident() == self._thread:
            self._pass_on(event)
            return
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._pass_on, event)

    def _pass_on(self, event: Event) -> None:
        if isinstance(event, WishesChanged):
            self._wishes = event.wishes
        if isinstance(event, Stopped):
            self._stopping.set()
        if self._session is not None:
            self._session.tell(event)
        elif not self._over and not isinstance(event, _OF_THE_OLD_ONE) and len(self._waiting) < MOST_WAITING:
            self._waiting.append(event)

    async def run(self) -> None:
        """Runs until Stopped was handled, by whichever session."""
        backoff, again, broke_at = Backoff(seed=self._seed), False, self._loop.time() - CALM
        remains = CarryOver()
        while True:
            conversation = Conversation(self._wishes, self._seed)
            session = Session(conversation, self._parts)
            asked: list[Event] = [] if again else [AskedAgain(item) for item in remains.unanswered]
            events = [*remains.events, *asked, *self._waiting]
            self._waiting.clear()
            for event in events:
                session.tell(event)
            self._session = session
            try:
                await session.run()
            except Exception:  # nothing above would log it
                log.exception("the session broke off")
            else:
                break
            finally:
                self._session = None
            again, broke_at = self._loop.time() - broke_at < CALM, self._loop.time()
            if not again:
                backoff.reset()
            remains = self._take_up(conversation)
            session.carry_out_all(remains.commands)
            session.carry_out_all((ShowFailure(BROKE),))
            if self._stopping.is_set():
                break
            for event in session.left:
                self._pass_on(event)
            await self._rest(backoff.next())
        self._over = True

    async def _rest(self, seconds: float) -> None:
        """Waits, so that an error that repeats does not take all of the machine's time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _take_up(self, conversation: Conversation) -> CarryOver:
        try:
            return conversation.remains()
        except Exception:  # better an empty talk than none
            log.exception("the talk could not be taken up")
            name = TalkId(f"{conversation.talk}-{self._loop.time():.0f}")
            return CarryOver(events=(TalkOpened(Talk(name, 0.0)),))

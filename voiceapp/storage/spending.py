"""Counts everything that costs money as it is billed, and keeps it for the next start.

Every request to a service reports its cost here, be it for a talk, a dictation, a trial or a terminal command. Spending
of other processes of the app shows up a little later.
"""

import contextlib
import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

from voiceapp.core.budget import Budget, SpendingLimits
from voiceapp.core.desk import DayCost
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.prices import PriceTable
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.settings.model import Settings
from voiceapp.storage.ledger import Ledger, LedgerLine, amounts

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds after which to check whether another process has spent something."""
UNREADABLE = Failure(
    FailureKind.OVER_BUDGET,
    Sentence("Past spending can't be read, so this device answers. Check the app's data folder."),
)


class Spending:
    """Counts spending, on any thread. Only the constructor, `days`, `bills` and `close` wait."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        prices: PriceTable,
        ledger: Ledger | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`prices` sets what counts towards a limit if the real price is not known. Without a ledger nothing outlasts
        the app.
        """
        self._settings = settings
        self._prices = prices
        self._ledger = ledger
        self._now = now
        self._lock = threading.Lock()
        self._limits = SpendingLimits()
        self._unwritten: list[LedgerLine] = []
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="spending")
        self._looked_at = time.monotonic()
        self._size: int = -1
        self._readable = True
        self._look()

    # --- what is spent

    def charge(self, spent: Spent) -> None:
        """A line of a bill."""
        line = self._line(self._now(), spent)
        with self._lock:
            self._unwritten.append(line)
            self._limits.spend(line.day, line.towards_limit)
        self._beside(self._write)

    def begin(self, lines: Sequence[tuple[float, Spent]]) -> None:
        """Takes over what was spent before there was a ledger. Does nothing if there is one."""
        self._beside(lambda: self._begin(lines))

    # --- what may be spent

    def over(self) -> Failure | None:
        """Says why nothing that costs money may be asked any more."""
        if time.monotonic() > self._looked_at + LOOK_EVERY:
            self._looked_at = time.monotonic()
            self._beside(self._look)
        budget = self._budget()
        if not self._readable and (budget.per_day or budget.per_month):
            return UNREADABLE
        with self._lock:
            return self._limits.over(budget, _day(self._now()))

    def warning(self) -> Failure | None:
        """Warns once for each limit that comes near."""
        with self._lock:
            return self._limits.warning(self._budget(), _day(self._now()))

    def _budget(self) -> Budget:
        budget = self._settings().budget
        return Budget(budget.per_day, budget.per_month, budget.warn_at / 100)

    # --- what was spent

    def days(self, count: int) -> tuple[DayCost, ...]:
        """Returns what each of the last days cost, oldest first, today last. Raises OSError."""
        names = self._names(count)
        usd: defaultdict[str, float] = defaultdict(float)
        unpriced: set[str] = set()
        for line in self._since(names[0]):
            usd[line.day] += line.usd or 0.0
            unpriced |= {line.day} if line.usd is None else set()
        return tuple(DayCost(day, usd[day], day in unpriced) for day in names)

    def bills(self, count: int) -> tuple[tuple[str, Spent], ...]:
        """Returns every line of a bill of the last days, with its day, those of commands as well. Raises OSError."""
        return tuple((line.day, line.spent) for line in self._since(self._names(count)[0]))

    def _names(self, count: int) -> list[str]:
        today = date.fromisoformat(_day(self._now()))
        return [(today - timedelta(days=back)).isoformat() for back in range(count - 1, -1, -1)]

    def _since(self, day: str) -> Sequence[LedgerLine]:
        self._worker.submit(self._write).result()
        return self._ledger.since(day) if self._ledger is not None else ()

    def close(self) -> None:
        """Waits until everything is written."""
        with contextlib.suppress(RuntimeError):  # closed already
            self._worker.submit(self._write)
        self._worker.shutdown(wait=True)

    def _line(self, at: float, spent: Spent) -> LedgerLine:
        counted = self._prices.dearest(spent.usage) if spent.usd is None else 0.0
        return LedgerLine(_day(at), spent.model, spent.usd, counted, amounts(spent.usage))

    # --- on the worker

    def _beside(self, work: Callable[[], None]) -> None:
        try:
            self._worker.submit(work)
        except RuntimeError:
            log.warning("something was spent after the end")

    def _write(self) -> None:
        with self._lock:
            lines, self._unwritten = self._unwritten, []
        if not lines or self._ledger is None:
            return
        try:
            self._ledger.add(lines)
        except OSError as error:
            log.warning("what was spent cannot be written down: %s", error.strerror)
            with self._lock:
                self._unwritten = [*lines, *self._unwritten]

    def _begin(self, lines: Sequence[tuple[float, Spent]]) -> None:
        if self._ledger is None or self._ledger.is_begun:
            return
        try:
            self._ledger.begin([self._line(at, spent) for at, spent in lines])
        except OSError as error:
            log.warning("what was spent before cannot be written down: %s", error.strerror)
        self._look()

    def _look(self) -> None:
        """Reads what all processes have spent this month."""
        if self._ledger is None:
            return
        try:
            size = self._ledger.size()
            if size == self._size:
                return
            lines = self._ledger.since(f"{_day(self._now())[:7]}-01")
        except OSError as error:
            log.warning("what was spent cannot be read: %s", error.strerror)
            self._readable = False
            return
        with self._lock:
            self._readable = True
            self._size = size
            self._limits.days.clear()
            for line in (*lines, *self._unwritten):
                self._limits.spend(line.day, line.towards_limit)


def _day(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().date().isoformat()

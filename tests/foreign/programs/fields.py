"""Fields of toolkits, in programs that note what stands in them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.foreign.programs.opened import Around, Opened
from tests.outputs.programs import qt_fields


def qt_field(binding: str, kind: str = "text") -> Callable[[Around], AbstractContextManager[Opened]]:
    @contextmanager
    def opened(around: Around) -> Iterator[Opened]:
        python = {} if around.python is None else {"python": str(around.python)}
        with qt_fields(around.display, kind, binding=binding, bus=around.bus, tells=around.tells, **python) as page:
            yield Opened(
                around.display,
                page.window,
                lambda: page.file.read_text(encoding="utf-8"),
                lambda: around.display.key("ctrl+a", "BackSpace"),
            )

    return opened

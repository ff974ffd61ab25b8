"""Decides when Python's garbage collector runs.

A full collection blocks every thread for some thirty milliseconds, longer than the loudspeaker has buffered. So the
objects that exist once the app is open are never scanned again. And Python collects in whatever thread happens to make
the next object, while Qt objects that are freed outside the window's thread corrupt the memory. So with a window, it
collects only when the window's thread asks for it.
"""

import gc


def disable_automatic() -> None:
    """Must be called before there is a second thread. From then on somebody has to call `look` now and then."""
    gc.disable()


def collect_if_due() -> None:
    """Collect as far as it is due, in the calling thread."""
    due = [
        kind
        for kind, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(due[-1])


def freeze_all() -> None:
    """Everything that exists now will stay, so it is not scanned again."""
    gc.collect()
    gc.freeze()

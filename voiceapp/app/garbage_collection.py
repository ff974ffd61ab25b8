"""Decides when Python looks for what cannot be reached any more.

A full look keeps every thread waiting for some thirty milliseconds, longer than the loudspeaker has in hand: so what
stands once the app is open is not looked through again. And Python looks in whatever thread happens to make the next
object, while Qt objects that are freed in another thread than the window's corrupt the memory: with a window, it looks
only when the window's thread asks for it.
"""

import gc


def disable_automatic() -> None:
    """Before there is a second thread. From then on somebody has to call `look` now and then."""
    gc.disable()


def collect_if_due() -> None:
    """Collect as far as it is due by now, in the thread that calls."""
    due = [
        kind
        for kind, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(due[-1])


def freeze_all() -> None:
    """Everything that there is now will stay: it is not looked through again."""
    gc.collect()
    gc.freeze()

"""Chooses what the bar shows: first what is being recorded, then what is in progress, then what is waiting, and last
how the previous dictation ended.
"""

from collections.abc import Iterable
from dataclasses import replace

from voiceapp.core.dictation.bar_view import DictationStage, DictationView, ScreenSpot, SpokenPart
from voiceapp.core.dictation.delivery import Delivery
from voiceapp.core.dictation.dictation_parts import DictationPart, PartPlace, shown_words
from voiceapp.core.dictation.hands_free import HandsFreeRun
from voiceapp.core.dictation.text_target import TextTarget

SHOWN_FOR = 4.0
"""Seconds for which the bar says that it is done: long enough to undo it."""
READ_IN = 7.5
"""Seconds for which a sentence is shown."""


def view_of(
    recorded: DictationPart | None,
    level: float,
    delivery: Delivery,
    outcome: DictationView | None,
    now: float,
    *,
    held: bool,
    run: HandsFreeRun | None = None,
) -> DictationView:
    """`held`: releasing the key ends the recording. `run`: the one of hands-free dictation."""
    if run is not None:
        view = _view_of_run(run, level, delivery, outcome)
    else:
        view = _view_of(recorded, level, delivery, outcome, now)
    if view.stage is DictationStage.RECORDING:
        view = replace(view, held=held)
    view = replace(view, parts=_spoken(delivery.moving))
    beside = delivery.beside if view.stage is not DictationStage.IDLE and view.sentence is None else None
    view = replace(view, sentence=beside, asks_context=delivery.asks_context) if beside else view
    return replace(view, correcting=delivery.correcting) if delivery.correcting else view


def _view_of(
    recorded: DictationPart | None, level: float, delivery: Delivery, outcome: DictationView | None, now: float
) -> DictationView:
    waiting = delivery.waiting_text
    failed = [part for part in delivery.parts if part.place is PartPlace.FAILED]
    can_retry = bool(failed)
    if recorded is not None:
        words, preview = shown_words(part for part in delivery.parts if part.dictation is recorded.dictation)
        shown = float(round(level)) if recorded.dictation.sounded else -90.0
        begun = recorded.dictation.talk.started_at
        return DictationView(
            DictationStage.RECORDING,
            begun,
            shown,
            words,
            preview,
            waiting,
            can_retry=can_retry,
            program=_program(recorded.dictation.target),
            caret=_caret(recorded.dictation.target),
            profile=recorded.dictation.profile_name,
            tidy=recorded.dictation.asked_tidy,
            instructs=recorded.dictation.instructs is True,
        )
    stage = delivery.under_way()
    if stage is not DictationStage.IDLE:
        moving = delivery.dictation_under_way()
        words, preview = shown_words(delivery.moving)
        return DictationView(
            stage,
            words=words,
            preview=preview,
            waiting=waiting,
            can_retry=can_retry,
            program=_program(moving.target if moving is not None else None),
            profile=moving.profile_name if moving is not None else "",
            tidy=moving.asked_tidy if moving is not None else "",
            instructs=moving is not None and moving.instructs is True,
        )
    if outcome is not None and outcome.stage in (DictationStage.REWRITING, DictationStage.OFFERED):
        return outcome
    if waiting:
        profile = delivery.waiting[0].dictation.profile_name
        return DictationView(
            DictationStage.WAITING,
            waiting=waiting,
            sentence=delivery.why_waiting,
            can_retry=can_retry,
            profile=profile,
            pad=delivery.untypable,
        )
    if outcome is not None:
        return replace(outcome, can_retry=can_retry or outcome.can_retry)
    just = delivery.just_inserted(now, READ_IN if delivery.beside else SHOWN_FOR)
    if just is not None:
        return DictationView(
            DictationStage.INSERTED,
            words=just.text,
            can_restore=just.original is not None,
            as_spoken=just.as_spoken,
            can_undo=just.can_undo and not (just.rewritten and just.as_spoken),
            rewritten=just.rewritten,
            languages=just.others_of(delivery.wishes.languages),
            program=_program(just.target),
            profile=just.profile,
        )
    if failed:
        why = failed[-1].failure
        return DictationView(DictationStage.FAILED, sentence=why.sentence if why else None, can_retry=True)
    return DictationView()


def _view_of_run(run: HandsFreeRun, level: float, delivery: Delivery, outcome: DictationView | None) -> DictationView:
    """Hands-free dictation listens all the time, while what was said before is still on its way."""
    moving = [part for part in delivery.parts if part.dictation.talk.id == run.talk.id and not part.settled]
    words, preview = shown_words(moving)
    why = outcome.sentence if outcome is not None else delivery.why_waiting if delivery.waiting else None
    return DictationView(
        DictationStage.RECORDING,
        run.talk.started_at,
        float(round(level)),
        words,
        preview,
        delivery.waiting_text,
        sentence=why,
        can_retry=any(part.place is PartPlace.FAILED for part in delivery.parts),
        program=_program(run.newest.target) if run.newest is not None else "",
        caret=_caret(run.newest.target) if run.newest is not None else None,
        profile=run.newest.profile_name if run.newest is not None else "",
        tidy=run.tidy,
        hands_free=True,
        stop_phrase=run.phrase,
    )


def _spoken(parts: Iterable[DictationPart]) -> tuple[SpokenPart, ...]:
    shown = (part for part in parts if not part.retried and not _is_secret(part.dictation.target))
    return tuple(
        SpokenPart(f"{part.id.dictation}/{part.id.number}", part.words or part.preview, part.item.language or "")
        for part in shown
    )


def _is_secret(target: TextTarget | None) -> bool:
    return target is not None and target.secret


def _program(target: TextTarget | None) -> str:
    return target.program if target is not None else ""


def _caret(target: TextTarget | None) -> ScreenSpot | None:
    return target.caret if target is not None else None

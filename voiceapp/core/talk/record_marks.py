"""Decides where a span off the record begins and ends, and what becomes of what was said around its marks.

A key marks the moment: an utterance in progress belongs to the span, and of a reply in progress only what was heard by
then is kept. A phrase marks the utterance that it is in, however late its words are known: that one is the first of the
span, or its last, and what was kept meanwhile is taken back, or kept after all. One note stands for the span.
"""

from collections.abc import Callable
from itertools import takewhile

from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.off_record import OffRecord, RecordMove
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.titles import TitleRequest
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.user_side import UserSide
from voiceapp.core.text.lengths import length
from voiceapp.core.text.off_record_phrases import CAME_BACK, LEFT, marks_in
from voiceapp.core.transcript import ItemId, Message, Note, Speaker
from voiceapp.core.wishes import TalkWishes

GOES_ON = Sentence("Off the record")
A_MINUTE = 60


class RecordMarks:
    def __init__(
        self,
        transcript: TranscriptWriter,
        wishes: Callable[[], TalkWishes],
        *,
        record: OffRecord,
        user_side: UserSide,
        replies: Replies,
        title: TitleRequest,
    ) -> None:
        self._transcript = transcript
        self._wishes = wishes
        self._record = record
        self._user_side = user_side
        self._replies = replies
        self._title = title
        self._note: ItemId | None = None
        self._since = 0.0
        transcript.recognised = self._take_words

    # --- the marks

    def set(self, now: float, *, off: bool) -> None:
        """Leave the record, or come back to it, because the person pressed the key."""
        if off and not self._record.is_off:
            spoken = self._user_side.recorded
            self._leave((spoken,) if spoken is not None else (), now)
        elif not off and self._record.is_off:
            if self._user_side.idle:
                # Else what was heard just before would be the beginning of what is said next.
                self._user_side.break_off(now)
            self.come_back(now)

    def take_written(self, text: str, now: float) -> Callable[[], None]:
        """Take what the person wrote, before it stands in the transcript. Return what is to be done once it does."""
        marks = self._marks_in(text)
        if LEFT in marks:
            self.set(now, off=True)
        ends = bool(marks) and marks[-1] is not LEFT
        return (lambda: self.come_back(now)) if ends else (lambda: None)

    def _take_words(self, item: ItemId, text: str) -> None:
        """Take the final words of an utterance."""
        marks = self._marks_in(text)
        said = self._transcript.message(item)
        if not marks or said is None:
            return
        if LEFT in marks and not self._record.withholds(item):
            self._leave_at(said, ends=marks[-1] is not LEFT)
        elif marks[-1] is not LEFT and self._record.is_off and self._record.withholds(item):
            self._come_back_at(said)

    def _come_back_at(self, said: Message) -> None:
        """Come back with this utterance, up to the next one that is known to have left the record again."""
        after = self._said_after(said.id)
        stays = tuple(takewhile(lambda each: LEFT not in self._marks_in(each.text), after))
        self.come_back(said.at, but=stays)
        for again in after[len(stays) : len(stays) + 1]:
            self._leave(self._transcript.from_here_on(again.id), again.at)

    def _leave_at(self, said: Message, *, ends: bool) -> None:
        """Leave the record with this utterance. `ends`: it is the last one of the span, too."""
        items = self._transcript.from_here_on(said.id)
        if self._record.is_off:
            # The words of a later utterance that left it were known first.
            self._withdraw(items)
            return
        # Those of one that came back may have been.
        after = (each for each in self._said_in(items) if self._marks_in(each.text)[-1:] == (CAME_BACK,))
        end = said if ends else next(after, None)
        self._leave(items if end is None else self._up_to(end.id, items), said.at, followed=items)
        if end is not None:
            self.come_back(end.at)

    def _up_to(self, last: ItemId, items: tuple[ItemId, ...]) -> tuple[ItemId, ...]:
        """Return the items up to this one, with what answers it. What follows is on the record again, and stays."""
        after = items.index(last) + 1
        answers = takewhile(lambda name: not self._said_in((name,)), items[after:])
        return (*items[:after], *answers)

    def _marks_in(self, text: str) -> tuple[str, ...]:
        return marks_in(text) if self._wishes().off_record_phrases else ()

    # --- what follows

    def _leave(self, items: tuple[ItemId, ...], since: float, followed: tuple[ItemId, ...] = ()) -> None:
        """Begin a span with these items. `followed`: what came after its beginning; its replies are on their own side."""
        for reply in self._replies.under_way:
            if reply.item is not None and reply.item not in (*items, *followed):
                self._transcript.cut_short(reply.item, reply.heard_characters)
        self._record.move(RecordMove.LEFT)
        self._withdraw(items)
        self._note = self._transcript.new_id(off_record=False)
        self._since = since
        self._transcript.put_above(Note(self._note, since, GOES_ON), next(iter(items), None))

    def _withdraw(self, items: tuple[ItemId, ...]) -> None:
        for item in items:
            if not self._record.withholds(item) and item != self._note:
                self._transcript.withdraw(item)
        self._title.withdraw(items)

    def come_back(self, now: float, but: tuple[Message, ...] = ()) -> None:
        """End the span, if there is one. `but`: what the person said after it, before that was known."""
        if not self._record.is_off or self._note is None:
            return
        self._record.move(RecordMove.CAME_BACK)
        passed = max(0.0, now - self._since)
        whole = round(passed / A_MINUTE) * A_MINUTE if passed >= A_MINUTE else passed
        note, self._note = self._note, None
        if any(map(self._record.withholds, self._transcript.from_here_on(note))):
            self._transcript.put(Note(note, self._since, Sentence("Off the record, {length}", length=length(whole))))
        else:
            self._transcript.forget(note)  # nothing was said
        for message in but:
            self._transcript.keep_after_all(message)

    def _said_after(self, item: ItemId) -> tuple[Message, ...]:
        after = tuple(name for name in self._transcript.from_here_on(item) if name != item)
        return tuple(message for message in self._said_in(after) if self._record.withholds(message.id))

    def _said_in(self, items: tuple[ItemId, ...]) -> tuple[Message, ...]:
        found = (self._transcript.message(name) for name in items)
        return tuple(message for message in found if message is not None and message.speaker is Speaker.USER)

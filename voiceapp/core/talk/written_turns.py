"""Takes what the person writes, and the lines that they ask to have answered again."""

from voiceapp.core.messages import TextEntered, TurnId, own_turn
from voiceapp.core.talk.engine_side import EngineSide
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.record_marks import RecordMarks
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turn import Turn
from voiceapp.core.talk.turns import Turns
from voiceapp.core.talk.user_side import UserSide
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Via


class WrittenTurns:
    def __init__(
        self,
        transcript: TranscriptWriter,
        marks: RecordMarks,
        *,
        user_side: UserSide,
        engine_side: EngineSide,
        link: LinkKeeper,
        turns: Turns,
    ) -> None:
        self._transcript = transcript
        self._marks = marks
        self._user_side = user_side
        self._engine_side = engine_side
        self._link = link
        self._turns = turns

    def write(self, event: TextEntered, now: float) -> None:
        if not event.text.strip() and not event.images:
            return
        self._user_side.take_floor(now)
        self._link.try_now()
        follow = self._marks.take_written(event.text, now)
        item = self._transcript.new_id()
        self._transcript.put(
            Message(
                item, Speaker.USER, now, text=event.text, state=MessageState.DONE, via=Via.TEXT, images=event.images
            )
        )
        self._engine_side.add(Turn(own_turn(item), item, None, event.text, event.images, spoken=event.spoken))
        follow()

    def ask_again(self, item: ItemId, now: float) -> None:
        message = self._transcript.message(item)
        waiting = self._turns.of_item(item)
        if waiting is not None:
            if waiting.was_given_up:
                waiting.ask_again()
            self._link.try_now()
        elif message is not None and message.speaker is Speaker.USER:
            self._user_side.take_floor(now)
            self._link.try_now()
            turn = TurnId(f"again-{item}-{self._turns.count}")
            self._engine_side.add(Turn(turn, item, message.sound, message.text, message.images))

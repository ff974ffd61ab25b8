"""Prepares a reply while the person pauses, and gives it out when they have finished.

What was said up to the pause becomes an item of the service's, and a reply to it is asked for; what comes of it is held
back. If the person goes on, the service is made to forget both, and gets the turn as one, as if there had been no
pause.
"""

from voiceapp.core.messages import TurnId
from voiceapp.engines.realtime.input_audio import InputAudio
from voiceapp.engines.realtime.reply_requests import ReplyRequests
from voiceapp.engines.realtime.responses import RealtimeReplies


class PreparedTurn:
    def __init__(self, input_audio: InputAudio, requests: ReplyRequests, responses: RealtimeReplies) -> None:
        self._input_audio = input_audio
        self._requests = requests
        self._responses = responses
        self._turn: TurnId | None = None
        """The turn that was answered although it may go on."""

    def prepare(self, turn: TurnId, now: float) -> None:
        """Do nothing where that cannot be told from another reply, or undone."""
        if self._requests.idle and self._input_audio.commit_so_far(turn):
            self._turn = turn
            self._responses.hold_next()
            self._requests.ask(now)

    def give_out(self, turn: TurnId, now: float) -> bool:
        """Let the turn end with the pause. Returns False if nothing was prepared for it."""
        if turn != self._turn:
            self.withdraw()
            return False
        self._turn = None
        self._input_audio.end_there()
        if not self._responses.give_out() and not self._requests.waiting:
            self._requests.ask_for_what_was_said(now)
        return True

    def withdraw(self, *, goes_on: bool = True) -> None:
        """Let the turn go on as if nothing had been prepared. If it does not go on, its sound is not needed again."""
        if self._turn is not None:
            self._turn = None
            self._responses.throw_away()
            self._input_audio.put_together(goes_on=goes_on)

    def request_failed(self) -> bool:
        """Drop what cannot be prepared. Returns False if it was not this request that failed; then it is wanted."""
        concerned = self._responses.awaits_unheard
        if concerned:
            self.withdraw()
            self._responses.expect_nothing_unheard()
        return concerned

"""Names internal events in words that people know."""

from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.gui.words import tr

FROM_ENGINE = "engine: "
"""The log's prefix for events that the engine reported."""


def event_words(name: str) -> str:
    """`name`: the event's name in the log, which is also used for events that are not known yet."""
    known = name.removeprefix(FROM_ENGINE)
    return _of_the_person().get(known) or _of_the_engine().get(known) or _of_the_app().get(known) or name


def overlap_words(kind: OverlapKind) -> str:
    """Says what a sound over an answer was taken for."""
    return {
        OverlapKind.SPEECH: tr("You spoke: answer stopped"),
        OverlapKind.BACKCHANNEL: tr("You only listened: answer went on"),
        OverlapKind.STOP_COMMAND: tr("You said stop: answer stopped"),
        OverlapKind.NOISE: tr("Just a noise: answer went on"),
    }[kind]


def _of_the_person() -> dict[str, str]:
    return {
        "TalkStarted": tr("Conversation started"),
        "TalkStopped": tr("Conversation ended"),
        "TalkOpened": tr("Conversation opened"),
        "KeyPressed": tr("Talk key pressed"),
        "KeyReleased": tr("Talk key released"),
        "ReplyInterrupted": tr("Answer interrupted"),
        "MuteSet": tr("Microphone muted or unmuted"),
        "OffRecordSet": tr("Off the record or back"),
        "TextEntered": tr("Message typed"),
        "ItemCorrected": tr("Message edited"),
        "WordConfirmed": tr("Unsure word confirmed"),
        "CorrectionUndone": tr("Edit undone"),
        "ItemDeleted": tr("Message deleted"),
        "ItemRestored": tr("Message restored"),
        "AskedAgain": tr("Asked again"),
        "ToolPermitted": tr("Tool allowed or not"),
        "WishesChanged": tr("Settings changed"),
        "RetryAsked": tr("Tried again"),
    }


def _of_the_engine() -> dict[str, str]:
    return {
        "LinkOpened": tr("Connected"),
        "LinkLost": tr("Connection lost"),
        "TurnBegan": tr("Speech heard"),
        "TurnEnded": tr("Speech ended"),
        "TurnTaken": tr("Turn accepted"),
        "TurnWords": tr("Your words transcribed"),
        "TurnNotUnderstood": tr("Your words not understood"),
        "ReplyBegan": tr("Answer began"),
        "ReplySound": tr("Sound of the answer"),
        "ReplyWords": tr("Words of the answer"),
        "ReplyThought": tr("The model thinks"),
        "PreparedInVain": tr("Answer dropped"),
        "LinkCharged": tr("Time billed"),
        "ReplyTakenBack": tr("Answer taken back"),
        "ReplySpoken": tr("Answer spoken"),
        "ReplyEnded": tr("Answer complete"),
        "ToolAsked": tr("Tool requested"),
        "AnswerOverdue": tr("Answer overdue"),
        "RateLimitsChanged": tr("Rate limits changed"),
        "AsideAnswered": tr("Side question answered"),
        "EngineRefused": tr("The service refused"),
        "NeedsNewSession": tr("New connection needed"),
        "EngineChanged": tr("Another engine took over"),
    }


def _of_the_app() -> dict[str, str]:
    return {
        "MicFrame": tr("Sound from the microphone"),
        "MicStirred": tr("The room got louder"),
        "PauseJudged": tr("Pause judged"),
        "PauseHeard": tr("Words up to a pause"),
        "WakeWordReady": tr("Wake word made ready"),
        "WakeWordHeard": tr("Wake word heard"),
        "OverlapHeard": tr("Words over the answer"),
        "OverlapJudged": tr("Voice over the answer judged"),
        "MicrophoneChanged": tr("Microphone changed"),
        "SpeakerChanged": tr("Speaker changed"),
        "Played": tr("Sound played"),
        "PlaybackEnded": tr("Everything was played"),
        "PlaybackStopped": tr("Playback stopped"),
        "RecordingNotFound": tr("Recording not found"),
        "NetworkCameBack": tr("Network is back"),
        "MachineWoke": tr("Device woke up"),
        "ToolAnswered": tr("Tool finished"),
        "ToolProgressed": tr("Part of a picture"),
        "AlarmRang": tr("Alarm rang"),
        "ModelLoading": tr("Model is loading"),
        "StoreFailed": tr("Saving failed"),
        "StoreRecovered": tr("Saving works again"),
        "Tick": tr("Time passed"),
        "Stopped": tr("Everything stopped"),
    }

"""Decides what a sound is: a voice, a sudden sound, or the room. Talk, dictation and the front end all ask here.

One set of thresholds, for frames of 20 ms and for halves of them. Levels are dB below full scale.
"""

ONSET = 0.5
"""Likelihood of speech from which on a frame is a voice, where the settings say nothing else."""
CALM = 0.2
"""Likelihood of speech below which nobody speaks."""
UNLIKELY = 0.15
"""Likelihood of speech below which the detector may doze."""
HESITATION = 15
"""Frames that a detector may need until it is sure (measured: up to 400 ms after the first sound of a word)."""

QUIETEST = -90.0
LOUDEST = 0.0
NOTHING = -96.0
"""So quiet is no room, only a microphone that is muted or not there yet."""
FAINT = -60.0
"""What sounds like speech and is fainter is what is left of the reply's own echo."""
AUDIBLE = -48.0
"""What is quieter is nobody at this microphone."""

NEAR_FLOOR = 5.0
"""dB above the room that are still the room."""
MARGIN = 6.0
"""dB above the room that a frame must have to count as a voice."""
FLOOR_PACE = 0.05
"""dB by which the room may become louder with each frame."""

SUDDEN = 15.0
"""dB above what it was while a reply sounds, from which on a sound is a sudden one."""
HALF = 3.1
"""dB by which half of a frame must be louder than all of it, to say the same."""
STANDS_OUT = 10.0
"""dB above the frame before, from which on half a frame is worth asking about."""


def is_voice(speech: float, onset: float = ONSET) -> bool:
    return speech >= onset


def is_voice_over_reply(speech: float, level: float, onset: float = ONSET) -> bool:
    return is_voice(speech, onset) and level > FAINT


def is_above_room(level: float, floor: float) -> bool:
    return level > floor + MARGIN


def is_room(level: float, floor: float) -> bool:
    """Says whether it may be the room alone. Nothing so quiet counts as a voice."""
    return level < floor + NEAR_FLOOR


def followed(floor: float, level: float) -> float:
    """Follows a quieter room at once and a louder one within seconds."""
    return level if level < floor else floor + min(FLOOR_PACE, level - floor)


def is_sudden(level: float, usual: float) -> bool:
    """`usual`: how loud it was at most while nobody spoke over the reply."""
    return level > max(usual + SUDDEN, AUDIBLE)


def is_half_sudden(level: float, usual: float) -> bool:
    """Says whether half a frame of this level makes its frame a sudden one, whatever the other half is."""
    return is_sudden(level - HALF, usual)


def is_half_worth_asking(level: float, before: float) -> bool:
    """Says whether half a frame may be a sudden one, judged by the frame before it alone."""
    return level > max(AUDIBLE + HALF, before + STANDS_OUT)

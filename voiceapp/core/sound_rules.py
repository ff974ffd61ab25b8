"""Decides what a sound is: a voice, a sudden sound, or the room. Talk, dictation and the front end all use these rules.

There is one set of thresholds, for frames of 20 ms and for halves of them. Levels are in dB below full scale.
"""

ONSET = 0.5
"""The likelihood of speech from which a frame is a voice, unless the settings say otherwise."""
CALM = 0.2
"""The likelihood of speech below which nobody is speaking."""
UNLIKELY = 0.15
"""The likelihood of speech below which the detector may doze."""
HESITATION = 15
"""Frames that a detector may need to be sure (measured: up to 400 ms after the first sound of a word)."""

QUIETEST = -90.0
LOUDEST = 0.0
NOTHING = -96.0
"""No room is this quiet, only a microphone that is muted or not ready yet."""
FAINT = -60.0
"""Fainter sounds that resemble speech are what is left of the reply's own echo."""
AUDIBLE = -48.0
"""Quieter sounds do not come from anyone at this microphone."""

NEAR_FLOOR = 5.0
"""dB above the room that still count as the room."""
MARGIN = 6.0
"""dB above the room that a frame must reach to count as a voice."""
FLOOR_PACE = 0.05
"""dB by which the room level may rise with each frame."""

SUDDEN = 10.0
"""dB above the usual level during a reply from which a sound is sudden."""
HALF = 3.1
"""dB by which half a frame must be louder than a whole one to count the same."""
STANDS_OUT = 10.0
"""dB above the previous frame from which half a frame is worth checking."""


def is_voice(speech: float, onset: float = ONSET) -> bool:
    return speech >= onset


def is_voice_over_reply(speech: float, level: float, onset: float = ONSET) -> bool:
    return is_voice(speech, onset) and level > FAINT


def is_above_room(level: float, floor: float) -> bool:
    return level > floor + MARGIN


def is_room(level: float, floor: float) -> bool:
    """Return whether a sound may be the room alone, and so too quiet to count as a voice."""
    return level < floor + NEAR_FLOOR


def followed(floor: float, level: float) -> float:
    """Return the new room level, which follows a quieter room at once and a louder one within seconds."""
    return level if level < floor else floor + min(FLOOR_PACE, level - floor)


def is_sudden(level: float, usual: float) -> bool:
    """Return whether a sound is sudden. `usual`: the highest level while nobody spoke over the reply."""
    return level > max(usual + SUDDEN, AUDIBLE)


def is_half_sudden(level: float, usual: float) -> bool:
    """Return whether half a frame at this level makes the whole frame sudden, whatever the other half is."""
    return is_sudden(level - HALF, usual)


def is_half_worth_asking(level: float, before: float) -> bool:
    """Return whether half a frame may be sudden, judged only by the frame before it."""
    return level > max(AUDIBLE + HALF, before + STANDS_OUT)

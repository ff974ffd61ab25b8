"""Says how each language model on this device is asked, and what is offered from it, by its name and size.

The first profile in `PROFILES` that fits is taken, so that the more special ones stand first. What was measured for a
model stands in docs/brains.md.
"""

import re
from dataclasses import dataclass

from voiceapp.core.text.thoughts import AnswerBeginning

PLAIN_TASK = "You are a helpful assistant. Answer the question in one short, correct sentence."
"""Asked to be friendly, the small model is, and answers that the day after Friday is one of the moon's."""
PERSONA = (
    "You are a warm, cheerful voice assistant in a person's home. You speak in one or two short, plain sentences, in the "
    "language that the person speaks. You know much about the world, and say so when you don't know something."
)
"""Says what it is, not what it isn't: a model that was trained on source code talks of it once the word is there."""
OWN_NAME = (
    "You are Qwen, created by Alibaba Cloud. You are a helpful and friendly voice assistant. Answer in one short sentence, in "
    "the language of the question."
)
"""Begins as this family was taught, which the smaller ones need to know what they know."""
BYTES_A_WEIGHT = 0.65
"""How much of a file a weight takes in the usual 4 bits, with all that lies beside them."""
_BILLIONS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(b|m)(?![a-z])")


@dataclass(frozen=True, slots=True)
class BrainProfile:
    """Holds everything that differs between language models."""

    task: str = PERSONA
    context: int = 3000
    """Tokens of the talk that it gets."""
    longest: int = 300
    """Tokens of an answer."""
    longest_errand: int = 2000
    """Tokens of a side job, such as a translation, which is as long as its original."""
    sentences: int | None = None
    """Sentences after which an answer is ended, because the model doesn't know when to stop. None: it does."""
    temperature: float = 0.0
    begins: AnswerBeginning = AnswerBeginning.SAYING
    """What an answer begins with: words, or perhaps thoughts."""
    small: bool = False
    """The person is told that a small model answers."""
    instructed: bool = True
    """It can follow the person's instructions for answers."""
    tools: bool = True
    """It calls tools rightly often enough."""
    rewrites: bool = True
    """Offered with a look at what came of it, so a model may do it that isn't fit for tidying unseen."""
    tidies: bool = False
    translates: bool = False
    summarises: bool = True
    """What it finds is shown with the lines that it came from, and may be wrong."""
    summarises_unasked: bool = False
    """It makes so few mistakes that a talk may be summarised without being asked for it."""


SMALL = BrainProfile(
    PLAIN_TASK,
    context=600,
    longest=120,
    sentences=3,
    small=True,
    instructed=False,
    tools=False,
    longest_errand=400,
    rewrites=False,
    summarises=False,
)
STANDARD = BrainProfile(OWN_NAME, context=1200, longest=160, sentences=4)
LARGE = BrainProfile(context=2000, sentences=6, tidies=True)
"""For models that were measured: tidying is right in 17 of 20 texts with worked examples, translation isn't fit for use."""
UNMEASURED = BrainProfile(context=2000, temperature=0.2, begins=AnswerBeginning.UNKNOWN)
"""For models between one and two and a half billion weights that nobody measured."""
WHOLE = BrainProfile(
    longest=600, temperature=0.3, begins=AnswerBeginning.UNKNOWN, tidies=True, translates=True, summarises_unasked=True
)
"""For the largest, and for a file of the person's own whose size says nothing: everything is offered."""

PROFILES: tuple[tuple[str, float, BrainProfile], ...] = (
    (r"qwen2\.5", 0.4, SMALL),
    (r"qwen2\.5", 1.0, STANDARD),
    (r"qwen2\.5", 2.5, LARGE),
    ("", 0.45, SMALL),
    ("", 1.0, BrainProfile(context=1200, longest=160, sentences=4, begins=AnswerBeginning.UNKNOWN)),
    ("", 2.5, UNMEASURED),
    ("", float("inf"), WHOLE),
)
"""A pattern of the file's name, the billions of weights below which the profile holds, and the profile."""


def profile_for(name: str, size: int = 0) -> BrainProfile:
    """Return how the model in a file of this name, and of so many bytes, is asked. 0: the size is unknown."""
    low = name.lower()
    weights = billions(low, size)
    return next(profile for family, below, profile in PROFILES if re.search(family, low) and weights < below)


def billions(name: str, size: int) -> float:
    """Return roughly how many billions of weights a model has: as its name says, else by its size."""
    found = _BILLIONS.search(name.lower())
    if found is not None:
        return float(found[1]) / (1000 if found[2] == "m" else 1)
    return size / BYTES_A_WEIGHT / 1e9 if size else 1e6

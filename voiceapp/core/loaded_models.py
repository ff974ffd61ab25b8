"""Describes the models of this machine that are in memory now, and what each holds."""

from dataclasses import dataclass

from voiceapp.core.sentence import DataSize, Sentence, in_a_row, listed


@dataclass(frozen=True, slots=True)
class LoadedModel:
    part: str
    """One of ears, brain, voice, judge, meaning or speakers."""
    name: str
    bytes: int | None
    """What it holds. None where the system doesn't tell."""
    works: bool = False
    """It's doing something right now."""


@dataclass(frozen=True, slots=True)
class ModelsInMemory:
    models: tuple[LoadedModel, ...] = ()
    minutes: int = 0
    """So long after their last use they stay. 0: as long as the app is open."""

    @property
    def bytes(self) -> int:
        return sum(model.bytes or 0 for model in self.models)

    @property
    def sentence(self) -> Sentence:
        if not self.models:
            return Sentence("No model is in memory. Each is loaded when it's needed.")
        held = listed(*(_held(model) for model in self.models))
        return in_a_row(Sentence("In memory: {models}.", models=held), self._until)

    @property
    def _until(self) -> Sentence:
        if not self.minutes:
            return Sentence("They stay as long as voiceapp is open.")
        if self.minutes == 1:
            return Sentence("What isn't used is let go after a minute.")
        return Sentence("What isn't used is let go after {minutes} minutes.", minutes=self.minutes)


def part_name(part: str) -> Sentence:
    """Return what a part is called."""
    names = {
        "ears": Sentence("Recogniser"),
        "brain": Sentence("Language model"),
        "voice": Sentence("Voice"),
        "judge": Sentence("End of turns"),
        "meaning": Sentence("Search by meaning"),
        "speakers": Sentence("Who spoke"),
    }
    return names[part]


def _held(model: LoadedModel) -> Sentence:
    if model.bytes is None:
        return Sentence("{part} {name}", part=part_name(model.part), name=model.name)
    return Sentence("{part} {name} ({size})", part=part_name(model.part), name=model.name, size=DataSize(model.bytes))

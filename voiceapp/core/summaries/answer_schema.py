"""Builds the one schema that a summary is asked for by, in a strict form that every server of structured outputs takes."""

import json
from dataclasses import dataclass

from voiceapp.core.wishes import AnswerSchema

NAME = "talk_summary"
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class SchemaBounds:
    """Limits what a small model may write, which else never comes to an end."""

    points: int
    """Points of each kind."""
    characters: int
    """Of a point."""


def summary_schema(lines: int, *, merging: bool = False, bounds: SchemaBounds | None = None) -> AnswerSchema:
    """Return the schema for a window of so many lines. `merging`: of a summary of summaries, without the single findings."""
    limits = _Limits(lines, bounds)
    fields: Json = {"summary": limits.some(limits.points(text=limits.text()))}
    if not merging:
        fields |= {
            "decisions": limits.points(text=limits.text()),
            "tasks": limits.points(text=limits.text(), owner=limits.text(30), due=limits.text(30)),
            "questions": limits.points(text=limits.text()),
            "chapters": limits.several(_strict(title=limits.text(60), first_line=limits.line())),
        }
    whole = _strict(**fields, title=limits.text(60), tags=limits.several(limits.text(24)))
    return AnswerSchema(NAME, json.dumps(whole))


@dataclass(frozen=True, slots=True)
class _Limits:
    lines: int
    bounds: SchemaBounds | None

    def text(self, most: int = 0) -> Json:
        if self.bounds is None:
            return {"type": "string"}
        return {"type": "string", "maxLength": most or self.bounds.characters}

    def line(self) -> Json:
        return {"type": "integer"} if self.bounds is None else {"type": "integer", "minimum": 1, "maximum": self.lines}

    def several(self, each: Json, most: int = 0) -> Json:
        several: Json = {"type": "array", "items": each}
        return several if self.bounds is None else {**several, "maxItems": most or self.bounds.points}

    def some(self, several: Json) -> Json:
        """There is always something to say of a talk, but a small model likes to say nothing."""
        return several if self.bounds is None else {**several, "minItems": min(2, self.lines)}

    def points(self, **fields: Json) -> Json:
        return self.several(_strict(**fields, lines=self.several(self.line())))


def _strict(**fields: object) -> Json:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}

"""Checks words and pictures for harm by a service's call "moderations", which costs nothing at OpenAI."""

import base64
from collections.abc import Mapping
from contextlib import aclosing

from voiceapp.core.moderation.verdict import Harm, Verdict
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Image
from voiceapp.openai.http import Server
from voiceapp.openai.json_fields import NO_ANSWER, fields_in, list_in

USUAL_MODEL = "omni-moderation-latest"
PATIENCE = 4.0


class Moderations:
    """Meets `core.moderation.verdict.Moderator`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._model = model or USUAL_MODEL

    @property
    def whom(self) -> str:
        return self._server.whom

    async def look(self, text: str, images: tuple[Image, ...] = ()) -> Verdict:
        body: dict[str, object] = {"model": self._model, "input": _input(text, images)}
        async with (
            self._server.stream("moderations", body, model=self._model, patience=PATIENCE) as answer,
            aclosing(answer.parts()) as parts,
        ):
            fields = await anext(parts)
        return verdict_in(fields)


def _input(text: str, images: tuple[Image, ...]) -> object:
    if not images:
        return text
    words: list[dict[str, object]] = [{"type": "text", "text": text}] if text.strip() else []
    pictures: list[dict[str, object]] = [
        {
            "type": "image_url",
            "image_url": {"url": f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"},
        }
        for image in images
    ]
    return [*words, *pictures]


def verdict_in(fields: Mapping[str, object]) -> Verdict:
    """Reads an answer. Whatever it names that is not known here counts as another harm. Raises EngineError."""
    results = list_in(fields, "results")
    if not results:
        raise EngineError(NO_ANSWER)
    flagged: set[Harm] = set()
    scores: dict[Harm, float] = {}
    for result in results:
        named = {_harm(name) for name, found in fields_in(result, "categories").items() if found is True}
        if result.get("flagged") is True:
            flagged |= named or {Harm.OTHER}
        for name, score in fields_in(result, "category_scores").items():
            if isinstance(score, int | float) and not isinstance(score, bool):
                harm = _harm(name)
                scores[harm] = max(scores.get(harm, 0.0), float(score))
    return Verdict(frozenset(flagged), scores)


_KNOWN = {harm.value: harm for harm in Harm}


def _harm(name: str) -> Harm:
    """Some services write "hate/threatening", and the official package "hate_threatening"."""
    plain = name.split("/", maxsplit=1)[0].replace("_", "-")
    return _KNOWN.get(plain, Harm.OTHER)

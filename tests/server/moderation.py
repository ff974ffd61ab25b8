"""The check for harm, as the service answers it: each category by its full name, with its score."""

from collections.abc import Mapping
from typing import Any

CATEGORIES = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)


def moderated(given: object, objects_to: Mapping[str, str]) -> dict[str, Any]:
    """One result for one input, which may consist of texts and pictures."""
    parts = [given] if isinstance(given, str) else given
    assert isinstance(parts, list)
    texts = [part if isinstance(part, str) else part.get("text", "") for part in parts]
    pictures = any(isinstance(part, dict) and part.get("type") == "image_url" for part in parts)
    found = {category for word, category in objects_to.items() if any(word in text for text in texts)}
    kinds = ["text", "image"] if pictures else ["text"]
    return {
        "flagged": bool(found),
        "categories": {name: name in found for name in CATEGORIES},
        "category_scores": {name: 0.93 if name in found else 0.001 for name in CATEGORIES},
        "category_applied_input_types": dict.fromkeys(CATEGORIES, kinds),
    }

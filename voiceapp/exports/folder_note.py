"""Writes a talk as a note for a folder of the person's own: Markdown with the properties that Obsidian reads, and its name."""

import json
from collections.abc import Mapping

from voiceapp.core.folder_wishes import USUAL_NAMES, filled
from voiceapp.core.history import ExportWishes, shown_title
from voiceapp.core.text.lengths import length
from voiceapp.core.transcript import Message, Talk
from voiceapp.exports import md
from voiceapp.exports.export_lines import heading, in_words, moment, name_of, zone_of
from voiceapp.exports.filenames import file_name
from voiceapp.exports.json import render as lossless

SOURCE = "voiceapp"


def place_of(talk: Talk, pattern: str, wishes: ExportWishes) -> str:
    """Return where its files lie in the folder, without a suffix. Folders are divided by a slash."""
    at = moment(talk.started_at, zone_of(wishes))
    kind = in_words(shown_title("", talk.kind), wishes)
    values = {
        "date": f"{at:%Y-%m-%d}",
        "time": f"{at:%H.%M}",
        "year": f"{at:%Y}",
        "month": f"{at:%m}",
        "day": f"{at:%d}",
        "title": heading(talk, wishes),
        "kind": kind,
        "id": talk.id,
    }
    # A slash in a title makes no folder.
    parts = [filled(part, values) for part in (pattern.strip() or USUAL_NAMES).split("/") if part.strip()]
    return "/".join(file_name(part, "") for part in parts) or file_name(filled(USUAL_NAMES, values), "")


def note(talk: Talk, wishes: ExportWishes, sound: str = "") -> str:
    """Return the whole note. `sound`: the name of the file with its sound, which the note shows."""
    shown = f"![[{sound}]]\n\n" if sound else ""
    return f"{_properties(talk, wishes)}\n{shown}{md.render(talk, wishes, {})}"


def everything(talk: Talk, sound: str, places: Mapping[str, tuple[int, int]]) -> str:
    """Return our own JSON with all that there is. `places`: where each recording lies in the file with the sound, as its
    first sample and their number.
    """
    # Names of recordings stay as they are: the folder is the person's own.
    content = lossless(talk, ExportWishes(with_sound=True), {})
    if not places:
        return content
    document = json.loads(content)
    document["sound_file"] = {"name": sound, "sounds": {name: list(place) for name, place in places.items()}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _properties(talk: Talk, wishes: ExportWishes) -> str:
    said = [item for item in talk.items if isinstance(item, Message)]
    began = moment(talk.started_at, zone_of(wishes))
    ends = [talk.started_at, talk.ended_at or 0.0, *(item.at + item.sound_ms / 1000 for item in said)]
    values = {
        "title": _quoted(heading(talk, wishes)),
        "date": f"{began:%Y-%m-%dT%H:%M:%S}",
        "tags": _list([SOURCE, talk.kind.value]),
        "participants": _list(list(dict.fromkeys(name_of(message, wishes) for message in said))),
        "duration": _quoted(length(max(ends) - talk.started_at)),
        "id": _quoted(talk.id),
        "source": SOURCE,
    }
    return "\n".join(("---", *(f"{name}: {value}" for name, value in values.items()), "---", ""))


def _list(values: list[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(text: str) -> str:
    """A JSON text is one of YAML as well."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)

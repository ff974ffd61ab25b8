"""Declares what is saved in a folder of the person's own."""

from dataclasses import dataclass

from voiceapp.core.folder_wishes import USUAL_NAMES
from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, switch, text
from voiceapp.settings.rules import name_pattern


@dataclass(frozen=True, slots=True)
class FolderSettings:
    path: str = text(
        "Save conversations to",
        "A folder of yours, such as an Obsidian vault. Each conversation is saved there while it goes on. Empty: nowhere.",
        editor="path",
        wanted=Sentence("the path of a folder"),
        guarded=Guarded(""),
    )
    names: str = text(
        "File names",
        "With {date}, {time}, {title}, {kind}, {year}, {month}, {day} or {id}. A slash makes folders.",
        USUAL_NAMES,
        wanted=Sentence("a pattern such as {pattern}", pattern=USUAL_NAMES),
        longest=200,
        rule=name_pattern,
        advanced=True,
    )
    save_markdown: bool = switch("Markdown", "A note for each conversation, with properties that Obsidian reads.", True)
    save_json: bool = switch("JSON", "Everything there is, so that the history can be rebuilt from the folder.", True)
    save_sound: bool = switch(
        "Audio", "One FLAC file for each conversation, once nobody has spoken in it for a minute.", False
    )
    recordings: bool = switch(
        "Transcribed files, too", "Also saves what recordings and meetings were turned into.", True
    )
    dictations: bool = switch("Dictations, too", "Also saves what you dictated into other programs.", False)
    deletes: bool = switch(
        "Delete the files, too",
        "When a conversation is deleted, its files go as well. Files that you changed stay.",
        False,
        guarded=Guarded(False),
    )

"""Holds the profiles that the app comes with. They are a person's own from then on: to edit, copy and delete.

Only the terminal's is taken by itself. The others let a language model change the words, which nobody has asked for yet.
"""

from voiceapp.core.dictation.profile_choice import ANY_TERMINAL
from voiceapp.core.dictation.wishes import DictationProfile, LineEnds, TidyStyle
from voiceapp.core.sentence import Sentence
from voiceapp.settings.kinds import Entries, Profiles

NAMES = (
    Sentence("Mail"),
    Sentence("Chat"),
    Sentence("Code comment"),
    Sentence("Terminal"),
    Sentence("Notes"),
)
"""For the translator: who has not renamed them reads them in their own language."""
PROMPTS = Entries(
    {
        "Chat": "Make a short message to somebody one knows well of them: relaxed, in the person's own words, without "
        "greeting or closing. A single sentence ends without a full stop.",
        "Notes": "Make notes of them: short sentences, one thought in each, in paragraphs. Where the person lists things, "
        "make a list with a dash before each.",
    }
)
SHIPPED = Profiles(
    (
        DictationProfile(
            "mail",
            "Mail",
            programs=("thunderbird*", "evolution", "geary", "kmail", "claws-mail", "mailspring", "outlook*", "betterbird"),
            pages=("mail.google.com", "Gmail", "Outlook", "Proton Mail", "Fastmail", "GMX", "WEB.DE", "Roundcube"),
            automatic=False,
            tidy=TidyStyle.EMAIL.value,
        ),
        DictationProfile(
            "chat",
            "Chat",
            programs=("slack", "discord", "telegram*", "signal", "element", "teams*", "whatsapp*", "pidgin", "hexchat"),
            pages=("web.whatsapp.com", "WhatsApp", "Slack", "Discord", "Element", "Telegram", "Teams", "Mattermost"),
            automatic=False,
            tidy="Chat",
        ),
        DictationProfile(
            "code",
            "Code comment",
            programs=("code", "code-oss", "vscodium", "codium", "jetbrains-*", "kate", "kdevelop", "gnome-builder", "emacs"),
            pages=("github.com", "gitlab.com"),
            automatic=False,
            tidy=TidyStyle.CODE_COMMENT.value,
        ),
        DictationProfile(
            "terminal",
            "Terminal",
            programs=(ANY_TERMINAL,),
            line_ends=LineEnds.ONE_LINE,
        ),
        DictationProfile(
            "notes",
            "Notes",
            programs=("obsidian", "joplin*", "logseq", "zettlr", "gnome-text-editor", "mousepad", "zim", "notion*"),
            pages=("Notion", "Google Docs", "docs.google.com", "Etherpad", "HedgeDoc"),
            automatic=False,
            tidy="Notes",
        ),
    )
)  # fmt: skip

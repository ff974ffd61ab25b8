"""What the values that pass through the app say of themselves."""

import pytest

from voiceapp.core.dictation.ports import ServesClipboard, WatchesTyping
from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.history import DeletedEntry, ExportFormat, ExportWishes, Repaired, TalkSummary
from voiceapp.core.models import KnownModels, Role
from voiceapp.core.ports import ChatText, ChatThought, EngineError, pieces_of
from voiceapp.core.prices import Picture, Price, PriceTable, cost_words
from voiceapp.core.provider_traits import PathRules, ProviderTraits
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.turn import TURN_TRANSITIONS
from voiceapp.core.text.hallucinations import (
    is_doubtful,
    is_hallucination,
    is_made_of_noise,
    is_typical_of_silence,
    pace,
)
from voiceapp.core.text.thoughts import SplitText
from voiceapp.core.transcript import ItemId, Message, Speaker, TalkId, TalkKind, Usage
from voiceapp.core.wishes import side_job, title_of_tool

TABLE = PriceTable(
    "2026-11-01",
    (
        ("small", Price(text_in=1.0, text_cached=0.1, text_out=4.0)),
        ("small-talk", Price(audio_in=10.0, audio_cached=1.0, audio_out=20.0, minute=0.006)),
        ("voice", Price(million_characters=15.0)),
        ("painter", Price(image_out=30.0, call=0.5, batch=0.5, pictures=(Picture("low", "1024x1024", 0.25),))),
        ("writer", Price(text_in=1.0, text_cached=0.1, text_written=2.0)),
    ),
)
"""Dollars; nobody's prices."""


# --- what things cost


def test_each_part_of_a_bill_has_its_own_price() -> None:
    usage = Usage(text_in=1_000_000, cached_text_in=400_000, text_out=500_000)
    assert TABLE.spent("small", usage).usd == pytest.approx(0.6 + 0.04 + 2.0)
    assert TABLE.spent("small-talk", Usage(seconds=90)).usd == pytest.approx(0.009)
    assert TABLE.spent("voice", Usage(characters=2_000_000)).usd == pytest.approx(30.0)


def test_pictures_and_calls_have_a_price_and_what_may_wait_costs_a_share() -> None:
    assert TABLE.spent("painter", Usage(image_out=100_000, calls=2)).usd == pytest.approx(3.0 + 1.0)
    assert TABLE.spent("painter", Usage(calls=2, batched=True)).usd == pytest.approx(0.5)
    painter = dict(TABLE.prices)["painter"]
    assert (painter.picture("low", "1024x1024"), painter.picture("high", "1024x1024")) == (0.25, None)


def test_what_is_written_to_a_cache_is_counted_once() -> None:
    usage = Usage(text_in=1_000_000, cached_text_in=200_000, written_text_in=300_000)
    assert TABLE.spent("writer", usage).usd == pytest.approx(0.5 + 0.02 + 0.6)
    assert TABLE.spent("small", usage).usd == pytest.approx(0.8 + 0.02), "nothing more is asked for it"


def test_a_dated_name_has_the_price_of_the_longest_name_that_it_begins_with() -> None:
    assert TABLE.price("small-talk-2026-10-01") is dict(TABLE.prices)["small-talk"]
    assert TABLE.price("small-2026-10-01") is dict(TABLE.prices)["small"]


def test_an_unknown_model_has_no_price_and_counts_as_the_dearest_where_a_limit_is_near() -> None:
    usage = Usage(text_in=1_000_000, audio_in=1_000_000)
    assert TABLE.price("small-unknown") is None
    assert TABLE.spent("other", usage).usd is None
    assert TABLE.dearest(usage) == pytest.approx(1.0 + 10.0)
    assert PriceTable().dearest(usage) == 0.0


def test_bills_are_added_up_part_by_part() -> None:
    one = Usage(1, 2, 3, 4, 5, 6, 7, 8, 9.0, 10, 11, 12, 13, batched=True)
    assert one + one == Usage(2, 4, 6, 8, 10, 12, 14, 16, 18.0, 20, 22, 24, 26, batched=True)
    assert one.tokens == 1 + 2 + 3 + 7 + 8 + 12


# --- what went wrong


def test_a_failure_quotes_the_service_and_knows_what_helps() -> None:
    busy = Failure(FailureKind.RATE_LIMITED, Sentence("It is asked too much."))
    assert busy.in_full == busy.sentence
    assert busy.worth_retrying
    assert busy.remedy is Remedy.RETRY
    refused = Failure(FailureKind.REJECTED, Sentence("It refused."), said="No such field")
    assert str(refused.in_full) == "It refused. The service says “No such field”."
    assert not refused.worth_retrying
    assert refused.remedy is Remedy.NONE
    assert EngineError(busy).failure is busy


def test_what_was_mended_at_the_start_is_one_sentence_or_none() -> None:
    assert Repaired().sentence is None
    one = str(Repaired(waiting=1, cut=1, adopted=1).sentence)
    assert "1 recording is waiting for an answer" in one
    assert "1 reply was cut off" in one
    more = str(Repaired(waiting=2, cut=3, adopted=4, damaged="/there").sentence)
    assert "2 recordings are waiting" in more
    assert "3 replies were" in more
    assert "/there" in more


# --- what is said and heard


def test_a_cut_reply_was_heard_up_to_a_place() -> None:
    reply = Message(ItemId("a"), Speaker.ASSISTANT, 0.0, "One two", heard=3)
    assert (reply.heard_text, reply.unheard_text) == ("One", " two")
    whole = Message(ItemId("a"), Speaker.ASSISTANT, 0.0, "One two")
    assert (whole.heard_text, whole.unheard_text) == ("One two", "")


def test_what_a_recogniser_makes_up_is_told_from_what_was_said() -> None:
    assert is_doubtful(0.9, -1.5, 1.0, 12.0), "it heard no speech and guessed"
    assert is_doubtful(0.0, 0.0, 3.0, pace("Again. " * 60, 5.0)), "more than anybody says in that time"
    assert is_doubtful(0.5, 0.0, 3.0, 12.0), "one thing again and again, where hardly anybody speaks"
    assert not is_doubtful(0.0, -0.3, 3.0, pace("Ready when you are. " * 8, 12.0)), "somebody says it again and again"
    assert not is_doubtful(0.9, -0.1, 1.0, 12.0)
    assert pace("Anything.", 0.0) > 1000, "there is no voice"
    assert is_typical_of_silence("Thank you.")
    assert is_typical_of_silence("[BLANK_AUDIO]")
    assert not is_typical_of_silence("Thank you for the tea.")
    assert not is_hallucination("Thank you.")


def test_words_of_a_small_model_that_may_be_noise_are_looked_at_more_closely() -> None:
    assert is_made_of_noise("Okay, let's go.", 0.6, -0.95), "it guessed"
    assert is_made_of_noise("and Kubernetes.", 0.42, -1.61), "a wild guess"
    assert not is_made_of_noise("Okay, let's go.", 0.42, -0.95), "speech in a café is like that"
    assert not is_made_of_noise("Okay, let's go.", 0.1, -1.95), "it heard speech"
    assert is_made_of_noise("Thank you very much.", 0.4, -0.5)
    assert is_made_of_noise("Shh. Shh, shh.", 0.5, -0.6)
    assert is_made_of_noise("Mm-hmm.", 0.4, -1.1)
    assert is_made_of_noise("...", 0.4, -0.5)
    assert not is_made_of_noise("Thank you.", 0.05, -0.5), "people say that"
    assert not is_made_of_noise("Thank you for the tea.", 0.4, -0.5)
    assert is_made_of_noise("Kubernetes, Anneliese.", 0.4, -0.5, "Voiceapp, Kubernetes, Anneliese")
    assert is_made_of_noise("Anneliese, Anneliese, An", 0.4, -0.5, "Voiceapp, Kubernetes, Anneliese")
    assert not is_made_of_noise("Kubernetes and Anneliese.", 0.4, -0.5, "Voiceapp, Kubernetes, Anneliese")
    assert not is_made_of_noise("Kubernetes.", 0.4, -0.5, "Voiceapp, Kubernetes, Anneliese"), "one word may be said"
    assert not is_made_of_noise("Kubernetes, Anneliese.", 0.1, -0.5, "Voiceapp, Kubernetes, Anneliese")


def test_a_thought_is_handed_on_before_what_is_said() -> None:
    assert [*pieces_of(SplitText("Noon.", "Hm."))] == [ChatThought("Hm."), ChatText("Noon.")]
    assert [*pieces_of(SplitText("", "", taken_back=True))] == [ChatThought("", takes_back=True)]
    assert [*pieces_of(SplitText())] == []


def test_a_side_job_is_written_and_holds_no_talk() -> None:
    wishes = side_job("Name this talk.")
    assert (wishes.instructions, wishes.spoken, wishes.side_job) == ("Name this talk.", False, True)


# --- services


def test_a_service_is_known_by_its_host_or_by_the_path_that_only_it_has() -> None:
    service = ProviderTraits(name="One", hosts=("api.one.example", ".one.example"), pasted_path="/one/v1")
    assert service.serves("api.one.example", "/")
    assert service.serves("eu.one.example", "/")
    assert service.serves("my.host.example", "/proxy/one/v1/")
    assert not service.serves("one.example", "/v1")
    assert not ProviderTraits().serves("one.example", "/v1")


def test_paths_are_made_as_most_have_them() -> None:
    rules = PathRules()
    assert rules.base("", ()) == "/v1"
    assert rules.base("/api", ()) == "/api"
    assert rules.call("/v1", "audio/speech", "m") == "/v1/audio/speech"
    assert rules.socket("/v1", "m") == ("/v1/realtime", {"model": "m"})
    assert rules.socket("/v1", "") == ("/v1/realtime", {})
    assert rules.live("/v1") == "/v1/live/sessions"


def test_the_best_model_for_a_role_is_asked_for_unseen_only_where_the_service_has_it() -> None:
    preferred = {Role.CHAT: ("best", "second")}
    assert KnownModels(preferred=preferred, served=True).usual(Role.CHAT) == "best"
    assert KnownModels(preferred=preferred, served=False).usual(Role.CHAT) == ""
    assert KnownModels(preferred=preferred).first(Role.SPEECH) == ""


# --- what dictation asks of a desktop


def test_an_output_says_by_its_methods_what_it_can_do() -> None:
    assert not isinstance(object(), ServesClipboard)
    assert not isinstance(object(), WatchesTyping)


# --- tables of phases, formats and tools


def test_a_table_says_which_moves_there_are() -> None:
    table = TURN_TRANSITIONS
    first_move = next(iter(table.table[table.first]))
    assert table.allows(table.first, first_move)


def test_a_tool_is_shown_by_its_name_in_words() -> None:
    assert title_of_tool("set_timer") == "Set timer"
    assert title_of_tool("search_talks") == "Search conversations"
    assert title_of_tool("cancel_alarm") == "Cancel timer or reminder"


def test_a_format_says_how_its_files_end_and_when_recordings_have_to_be_loaded() -> None:
    page = ExportFormat("html", "Web page", "text/html", frozenset({"with_sound"}))
    assert page.suffix == ".html"
    assert page.reads_sound(ExportWishes(with_sound=True))
    assert not page.reads_sound(ExportWishes())


@pytest.mark.parametrize(
    ("usd", "unpriced", "words"),
    [
        (0.0, False, None),
        (0.0, True, "price unknown"),
        (0.00002, False, "less than $0.0001"),
        (0.0042, False, "$0.0042"),
        (0.5, False, "$0.50"),
        (12.3456, True, "$12.35, plus unknown prices"),
        (0.00002, True, "less than $0.0001, plus unknown prices"),
    ],
)
def test_of_what_costs_nothing_no_price_is_said(usd: float, unpriced: bool, words: str | None) -> None:
    told = cost_words(usd, unpriced=unpriced)
    assert (told if told is None else str(told)) == words


def test_news_is_what_nobody_has_to_do_anything_about() -> None:
    news = {FailureKind.OTHER_DEVICE, FailureKind.ENDED_BADLY, FailureKind.NEAR_LIMIT}
    assert {kind for kind in FailureKind if kind.is_news} == news


def test_what_was_deleted_has_a_name_to_restore_it_by() -> None:
    line = Message(ItemId("talk-0001"), Speaker.USER, 1.0, "one")
    assert DeletedEntry(TalkId("talk"), "one", 2.0, line).name == "talk-0001"
    assert DeletedEntry(TalkId("talk"), "one", 2.0).name == "talk"


def test_a_talk_without_a_title_is_called_after_its_kind() -> None:
    assert str(DeletedEntry(TalkId("talk"), "one", 2.0).shown_title) == "one"
    assert str(DeletedEntry(TalkId("talk"), "", 2.0, kind=TalkKind.DICTATION).shown_title) == "Dictation"
    assert (
        str(TalkSummary(TalkId("talk"), "", 2.0, None, TalkKind.TRANSCRIPTION, pinned=False, items=1).shown_title)
        == "Transcription"
    )

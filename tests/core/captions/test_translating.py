"""Pieces of captions go to be translated in their order, each once."""

from voiceapp.core.captions.flow import CaptionFlow, Said
from voiceapp.core.captions.translating import MOST_WAITING, PieceToTranslate, TranslationOrder


def test_what_was_said_is_translated_once_it_is_final() -> None:
    flow, order = CaptionFlow(), TranslationOrder("de")
    flow.take(Said("a", "hello there. how"), 1.0)
    assert order.next_piece(flow.captions) is None
    flow.take(Said("a", "Hello there. How are you?", final=True), 2.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("a", "Hello there. How are you?", whole=True)
    assert order.next_piece(flow.captions) is None


def test_a_reply_is_translated_sentence_by_sentence_while_it_is_spoken() -> None:
    flow, order = CaptionFlow(), TranslationOrder("de")
    flow.take(Said("r", "It is five", grows_only=True), 1.0)
    assert order.next_piece(flow.captions) is None
    flow.take(Said("r", "It is five. The train", grows_only=True), 2.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("r", "It is five.", whole=False)
    assert order.next_piece(flow.captions) is None
    flow.take(Said("r", "It is five. The train leaves.", final=True, grows_only=True), 3.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("r", "The train leaves.", whole=True)


def test_nobody_is_asked_for_what_is_in_that_language_already_or_for_nothing() -> None:
    flow, order = CaptionFlow(), TranslationOrder("de")
    flow.take(Said("a", "Guten Tag.", final=True, language="de-DE"), 1.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("a", "Guten Tag.", whole=True, is_known=True)
    flow.take(Said("r", "It is five. ", grows_only=True), 2.0)
    flow.take(Said("r", "It is five. Yes", grows_only=True), 2.0)
    order.next_piece(flow.captions)
    flow.take(Said("r", "It is five.", final=True), 3.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("r", "", whole=True, is_known=True)


def test_what_nobody_reads_any_more_is_left() -> None:
    flow, order = CaptionFlow(), TranslationOrder("de")
    for number in range(MOST_WAITING + 1):
        flow.take(Said(str(number), "words", final=True), 1.0)
    assert order.next_piece(flow.captions) == PieceToTranslate("0", "", whole=True, is_known=True)
    assert order.next_piece(flow.captions) == PieceToTranslate("1", "words", whole=True)


def test_it_forgets_captions_that_are_gone() -> None:
    flow, order = CaptionFlow(), TranslationOrder("de")
    flow.take(Said("r", "It is five. Yes", grows_only=True), 1.0)
    order.next_piece(flow.captions)
    assert order.next_piece(()) is None
    assert order.next_piece(flow.captions) == PieceToTranslate("r", "It is five.", whole=False)

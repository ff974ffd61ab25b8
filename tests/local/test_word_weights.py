"""How sure Whisper was of each word: its pieces are joined to words, and what goes wrong there costs no word."""

from types import SimpleNamespace

from tests.rig.models import installed
from tests.rig.speech import recorded
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.core.ports import RecognitionHints
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import TimedWord
from voiceapp.local.runners.word_weights import joined, weighed_words
from voiceapp.one_off.recording_parts import heard


def piece(word: str, start: float, sure: float) -> dict[str, object]:
    return {"word": word, "tokens": [1], "start": start, "end": start + 0.2, "probability": sure}


def test_signs_belong_to_the_word_before_them() -> None:
    found = [piece(" Who", 0.0, 0.9), piece(" knows", 0.3, 0.25), piece("?", 0.5, 0.1), piece(" ", 0.6, 0.5)]
    assert joined(found) == [TimedWord("Who", 0, 200, 0.9), TimedWord("knows?", 300, 500, 0.25)]
    assert joined([piece("¿", 0.0, 0.5), piece("Qué", 0.1, 0.9)]) == [
        TimedWord("¿", 0, 200, 0.5),
        TimedWord("Qué", 100, 300, 0.9),
    ]


class Broken:
    """A model that can't weigh."""

    hf_tokenizer = None
    model = SimpleNamespace(is_multilingual=True)

    def find_alignment(self, *_: object) -> list[list[dict[str, object]]]:
        raise RuntimeError("no alignment heads")


def test_what_cannot_be_weighed_has_its_words_all_the_same() -> None:
    segment = SimpleNamespace(text="one", tokens=[1], avg_logprob=-0.1, compression_ratio=1.0)
    assert weighed_words(Broken(), object(), [segment], DETECTOR.rate, "en") == []  # type: ignore[arg-type]
    assert weighed_words(Broken(), None, [segment], DETECTOR.rate, "en") == []  # type: ignore[arg-type]


@installed
async def test_what_is_said_in_a_talk_tells_how_sure_each_word_is_and_when_it_sounds() -> None:
    machine = LocalMachine(ChosenModels())
    pcm = recorded("lobster", WIRE.rate)
    try:
        async with machine.using("ears"):
            said = await heard(
                machine.recogniser(), pcm.astype("<i2").tobytes(), RecognitionHints("en"), lambda _: None
            )
    finally:
        await machine.close()
    assert [word.text for word in said.words] == said.text.split()
    assert all(word.sure is not None and 0.0 < word.sure <= 1.0 for word in said.words)
    starts = [word.start for word in said.words]
    assert starts == sorted(starts)
    assert starts[-1] > 2_500, "the last word of more than four seconds"

"""The model that tells voices apart: its file, which may be anybody's, its sums, its process, and what happens without it."""

from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from tests.local import torch_files
from tests.local.torch_files import Floats, file_of
from voiceapp.audio.recording_files import any_sound
from voiceapp.audio.resample import to_float
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue import model_of
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.model_store import KeptFile, Manifest
from voiceapp.local.process_messages import Done, FromWorker, JudgeJob, Load, VoicePrintJob, VoicePrintsMessage
from voiceapp.local.runners.base import ModelRefusedError
from voiceapp.local.runners.torch_file import OddFileError, read_tensors
from voiceapp.local.runners.voice_print import BANDS, LENGTH, WIDTH, VoiceEncoder, speech

Exact = npt.NDArray[np.float64]
OWN = Path(__file__).resolve().parents[1] / "data"


def lobster() -> bytes:
    return b"".join(any_sound(str(OWN / "lobster.flac")))


def weights() -> dict[str, Floats]:
    chance = np.random.default_rng(3)
    found: dict[str, Floats] = {}
    for layer in range(3):
        came_in = BANDS if layer == 0 else WIDTH
        for name, shape in (
            (f"lstm.weight_ih_l{layer}", (4 * WIDTH, came_in)),
            (f"lstm.weight_hh_l{layer}", (4 * WIDTH, WIDTH)),
            (f"lstm.bias_ih_l{layer}", (4 * WIDTH,)),
            (f"lstm.bias_hh_l{layer}", (4 * WIDTH,)),
        ):
            found[name] = (chance.standard_normal(shape) * 0.06).astype(np.float32)
    found["linear.weight"] = (chance.standard_normal((WIDTH, WIDTH)) * 0.1).astype(np.float32)
    found["linear.bias"] = (chance.standard_normal(WIDTH) * 0.1).astype(np.float32)
    return found


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "pretrained.pt"
    path.write_bytes(file_of(weights()))
    return path


@pytest.fixture(scope="module")
def model(model_file: Path) -> VoiceEncoder:
    runner = VoiceEncoder()
    runner.load(Load(str(model_file), 1))
    return runner


def by_the_book(named: dict[str, Floats], frames: Floats) -> Exact:
    """The same sums as they're written in textbooks, slowly and with 64 bits."""

    def sigmoid(values: Exact) -> Exact:
        made: Exact = 1 / (1 + np.exp(-values))
        return made

    states: Exact = frames.astype(np.float64)
    for layer in range(3):
        into, back = named[f"lstm.weight_ih_l{layer}"], named[f"lstm.weight_hh_l{layer}"]
        bias = named[f"lstm.bias_ih_l{layer}"] + named[f"lstm.bias_hh_l{layer}"]
        said, held, out = np.zeros(WIDTH), np.zeros(WIDTH), []
        for frame in states:
            gates = into @ frame + back @ said + bias
            taken, kept, new, shown = np.split(gates, 4)
            held = sigmoid(kept) * held + sigmoid(taken) * np.tanh(new)
            said = sigmoid(shown) * np.tanh(held)
            out.append(said)
        states = np.array(out)
    last = np.maximum(named["linear.weight"] @ states[-1] + named["linear.bias"], 0)
    found: Exact = last / np.linalg.norm(last)
    return found


def read(runner: VoiceEncoder, pcm: bytes) -> VoicePrintsMessage:
    said: list[FromWorker] = []
    assert runner.work(VoicePrintJob(4, pcm), said.append, lambda: False) == Done(4)
    (answer,) = said
    assert isinstance(answer, VoicePrintsMessage)
    return answer


# --- the sums


def test_it_answers_what_its_weights_say(model: VoiceEncoder) -> None:
    frames = np.abs(np.random.default_rng(4).standard_normal((2, LENGTH, BANDS))).astype(np.float32)
    vectors = model.vectors(frames)
    for frame, vector in zip(frames, vectors, strict=True):
        assert np.abs(vector - by_the_book(weights(), frame)).max() < 1e-5


def test_each_stretch_of_speech_says_where_it_is_and_the_last_ends_with_it(model: VoiceEncoder) -> None:
    pcm = lobster()
    answer = read(model, pcm)
    vectors = np.frombuffer(answer.rows, "<f4").reshape(-1, answer.width)
    assert len(vectors) == len(answer.spans) > 1
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    starts = [start for start, _ in answer.spans]
    assert starts == sorted(starts)
    assert all(0 <= start < end <= WIRE.ms(len(pcm)) + 20 for start, end in answer.spans)
    sound, silence = pcm, bytes(WIRE.bytes(2000))
    later = read(model, silence + sound + silence)
    assert abs(later.spans[0][0] - answer.spans[0][0] - 2000) <= 120
    assert later.spans[-1][1] < WIRE.ms(len(pcm)) + 2200


def test_how_loud_somebody_speaks_makes_little_difference(model: VoiceEncoder) -> None:
    pcm = lobster()
    samples = to_float(pcm)
    loud, _ = speech(samples)
    quiet, _ = speech(samples * np.float32(0.02))
    assert len(loud) == len(quiet)
    quieter, _ = speech(samples * np.float32(0.01))
    assert np.allclose(quiet, quieter, rtol=1e-3)


@pytest.mark.parametrize("pcm", [b"", bytes(2), bytes(WIRE.bytes(200)), bytes(WIRE.bytes(3000))])
def test_where_nobody_speaks_there_is_no_voice(model: VoiceEncoder, pcm: bytes) -> None:
    answer = read(model, pcm)
    assert answer.spans == []
    assert answer.rows == b""


def test_a_word_is_enough(model: VoiceEncoder) -> None:
    pcm = lobster()
    assert len(read(model, pcm[WIRE.bytes(400) : WIRE.bytes(1100)]).spans) == 1


def test_a_job_that_nobody_waits_for_is_left(model: VoiceEncoder) -> None:
    said: list[FromWorker] = []
    pcm = lobster()
    assert model.work(VoicePrintJob(1, pcm), said.append, lambda: True) == Done(1)
    assert said == []
    with pytest.raises(TypeError):
        model.work(JudgeJob(1, b""), said.append, lambda: False)


# --- the file


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(OddFileError) as raised:
        read_tensors(path, "model_state")
    return str(raised.value)


def test_the_numbers_of_a_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    first, second = np.arange(6, dtype=np.float32).reshape(2, 3), np.array([7, 8], np.float32)
    path.write_bytes(file_of({"first": first, "second": second}))
    found = read_tensors(path, "model_state")
    assert found.keys() == {"first", "second"}
    assert np.array_equal(found["first"], first)
    assert np.array_equal(found["second"], second)


HARMFUL = (
    b"cos\nsystem\n(" + torch_files.text("true") + b"tR",
    b"cbuiltins\neval\n(" + torch_files.text("1") + b"tR",
    b"\x8c\x02os\x8c\x06system\x93(" + torch_files.text("true") + b"tR",
    b"(" + torch_files.text("true") + b"ios\nsystem\n",
    b"ctorch\nFloatStorage\n(" + torch_files.number(9) + b"tR",
    b"ccollections\nOrderedDict\n(" + torch_files.number(9) + b"tR",
    b"ctorch._utils\n_rebuild_tensor_v2\n)R",
    b"ctorch._utils\n_rebuild_tensor_v2\n)\x81",
    torch_files.number(1) + torch_files.number(2) + b"b",
    b"K\x07Q",
    b"}(K\x07\x88",
    b"h\x07",
    b"}}K\x07s",
    b"K\x01K\x02a",
    b"R",
    b"",
)


@pytest.mark.parametrize("program", HARMFUL)
def test_a_file_that_wants_more_than_to_be_read_is_refused(tmp_path: Path, program: bytes) -> None:
    tensors = {"first": np.ones(2, np.float32)}
    assert refused(tmp_path / "a.pt", file_of(tensors, instead=torch_files.program(program)))


@pytest.mark.parametrize(
    "tensor",
    [
        torch_files.tensor("1", 2, 1, [2]),
        torch_files.tensor("1", 2, -1, [2]),
        torch_files.tensor("1", 2, 0, [1, 2], [1, 1]),
        torch_files.tensor("1", 2, 0, [-2]),
        torch_files.tensor("2", 2, 0, [2]),
    ],
)
def test_numbers_that_are_not_there_are_refused(tmp_path: Path, tensor: bytes) -> None:
    whole = torch_files.program(torch_files.dictionary({"model_state": torch_files.dictionary({"first": tensor})}))
    assert refused(tmp_path / "a.pt", file_of({"first": np.ones(2, np.float32)}, instead=whole))


def test_a_file_that_is_damaged_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    whole = file_of({"first": np.ones(4, np.float32)})
    for length in range(len(whole)):
        assert refused(path, whole[:length])
    assert refused(path, whole + b"more")
    assert refused(path, whole.replace(np.float32(1).tobytes(), np.float32("nan").tobytes()))
    assert refused(path, whole.replace(torch_files.system(), torch_files.system(little=False)))
    assert refused(path, b"PK\x03\x04" + whole)


def test_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "odd.pt").write_bytes(b"GGUF")
    with pytest.raises(ModelRefusedError) as raised:
        VoiceEncoder().load(Load(str(tmp_path / "odd.pt"), 1))
    assert "odd.pt" in str(raised.value.sentence)
    (tmp_path / "small.pt").write_bytes(file_of({"lstm.weight_ih_l0": np.ones(2, np.float32)}))
    with pytest.raises(ModelRefusedError):
        VoiceEncoder().load(Load(str(tmp_path / "small.pt"), 1))


# --- its process


def put(folder: Path, model_file: Path) -> None:
    model = model_of("resemblyzer")
    assert model is not None
    here = folder / model.id
    here.mkdir(parents=True)
    (here / model.load).write_bytes(model_file.read_bytes())
    kept = [KeptFile(model.load, model_file.stat().st_size, model.files[0].sha256)]
    (here / "manifest.json").write_bytes(msgspec.json.encode(Manifest(model.id, kept)))


async def test_its_process_reads_voices(tmp_path: Path, model_file: Path) -> None:
    put(tmp_path, model_file)
    machine = LocalMachine(ChosenModels(store=str(tmp_path)))
    try:
        assert machine.has("speakers")
        pcm = lobster()
        stretches = await machine.voice_reader().read(pcm)
        assert len(stretches) > 1
        assert sum(each * each for each in stretches[0].vector) == pytest.approx(1.0, abs=1e-4)
        (loaded,) = machine.in_memory()
        assert loaded.part == "speakers"
    finally:
        await machine.close()


async def test_without_the_model_it_is_said_where_it_is_got(tmp_path: Path) -> None:
    machine = LocalMachine(ChosenModels(store=str(tmp_path)))
    assert not machine.has("speakers")
    with pytest.raises(EngineError) as raised:
        await machine.voice_reader().read(bytes(WIRE.bytes(2000)))
    assert raised.value.failure.kind is FailureKind.NOT_INSTALLED
    await machine.close()

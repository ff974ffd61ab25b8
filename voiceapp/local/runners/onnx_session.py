"""Opens a voice's ONNX file in a way that suits a process that speaks now and then, beside others that work."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt


class OnnxSession(Protocol):
    def run(self, outputs: None, inputs: Mapping[str, npt.NDArray[np.generic]]) -> list[npt.NDArray[np.float32]]: ...


class _Options(Protocol):
    enable_cpu_mem_arena: bool
    intra_op_num_threads: int

    def add_session_config_entry(self, key: str, value: str) -> None: ...


class _Runtime(Protocol):
    SessionOptions: Callable[[], _Options]
    InferenceSession: Callable[[str, _Options, list[str]], OnnxSession]


def open_session(file: Path, threads: int) -> OnnxSession:
    """Raises whatever the runtime says of a file that is no model."""
    runtime = cast("_Runtime", importlib.import_module("onnxruntime"))
    options = runtime.SessionOptions()
    # Its own allocator would never release what the longest sentence took, three times the voice itself.
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = threads
    # Threads that spin while they wait take the processor from those with work to do.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return runtime.InferenceSession(str(file), options, ["CPUExecutionProvider"])

"""Which profile each model has."""

import pytest

from voiceapp.local.brain_profiles import LARGE, PERSONA, SMALL, STANDARD, UNMEASURED, WHOLE, billions, profile_for


@pytest.mark.parametrize(
    ("name", "size", "profile"),
    [
        ("SmolLM2-135M-Instruct.Q4_1.gguf", 98_000_000, SMALL),
        ("qwen2.5-coder-0.5b-instruct-q4_k_m.gguf", 491_000_000, STANDARD),
        ("qwen2.5-coder-1.5b-instruct-q4_k_m.gguf", 1_117_000_000, LARGE),
        ("Qwen3-1.7B.Q4_K_M.gguf", 1_110_000_000, UNMEASURED),
        ("llama-3.2-3b-instruct-q4_k_m.gguf", 2_020_000_000, WHOLE),
        ("my-own.gguf", 0, WHOLE),
        ("my-own.gguf", 5_000_000_000, WHOLE),
        ("my-own.gguf", 100_000_000, SMALL),
    ],
)
def test_a_model_is_known_by_its_name_else_by_its_size(name: str, size: int, profile: object) -> None:
    assert profile_for(name, size) is profile


def test_a_version_or_the_bits_of_a_weight_are_no_size() -> None:
    assert billions("LFM2.5-1.2B-Instruct-Q4_K_M.gguf", 0) == 1.2
    assert billions("smollm2-360m.gguf", 0) == 0.36
    assert billions("gemma-3-1b-it-Q4_K_M.gguf", 0) == 1


def test_the_persona_does_not_say_what_a_coder_must_not_talk_of() -> None:
    assert "code" not in PERSONA.lower()
    assert "program" not in PERSONA.lower()

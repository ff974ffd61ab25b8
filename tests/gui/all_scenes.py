"""Every state of the window that is drawn."""

from tests.gui.asking_scenes import ASKING_SCENES
from tests.gui.caption_scenes import CAPTION_SCENES
from tests.gui.dictation_scenes import DICTATION_SCENES
from tests.gui.editing_scenes import EDITING_SCENES
from tests.gui.interpreter_scenes import INTERPRETER_SCENES
from tests.gui.model_scenes import MODEL_SCENES
from tests.gui.note_scenes import NOTE_SCENES
from tests.gui.palette_scenes import PALETTE_SCENES
from tests.gui.picture_scenes import PICTURE_SCENES
from tests.gui.profile_scenes import PROFILE_SCENES
from tests.gui.recording_scenes import RECORDING_SCENES
from tests.gui.scenes import SCENES
from tests.gui.summary_scenes import SUMMARY_SCENES

ALL_SCENES = {
    **SCENES,
    **EDITING_SCENES,
    **ASKING_SCENES,
    **INTERPRETER_SCENES,
    **DICTATION_SCENES,
    **MODEL_SCENES,
    **PALETTE_SCENES,
    **PICTURE_SCENES,
    **PROFILE_SCENES,
    **RECORDING_SCENES,
    **CAPTION_SCENES,
    **SUMMARY_SCENES,
    **NOTE_SCENES,
}

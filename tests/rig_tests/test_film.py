"""A film of the screen has what was to be seen and to be heard, when it was."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from tests.rig.display import Display
from tests.rig.film import FRAMES_A_SECOND, can_film, filming, in_step, moving_picture
from tests.rig.signals import find, noise
from tests.rig.soundcard import RATE

pytestmark = pytest.mark.skipif(not can_film(), reason="PyAV comes with the models for this device")
SIZE = (320, 200)


def show(display: Display, *, white: bool) -> None:
    """On all of the screen."""
    from Xlib.display import Display as Connection

    connection = Connection(display.name)
    screen = connection.screen()
    screen.root.change_attributes(background_pixel=screen.white_pixel if white else screen.black_pixel)
    screen.root.clear_area()
    connection.sync()
    connection.close()


@pytest.mark.alone
def test_a_second_of_the_screen_has_its_frames_and_its_sound(tmp_path: Path) -> None:
    import av

    display = Display(*SIZE, managed=False).start()
    try:
        with filming(display, tmp_path / "film.mp4") as film:
            film.wait_for_frames(FRAMES_A_SECOND)
            show(display, white=True)
            film.wait_for_frames(2 * FRAMES_A_SECOND)
            show(display, white=False)
            film.wait_for_frames(3 * FRAMES_A_SECOND)
    finally:
        display.stop()
    said = noise(0.5, RATE)
    film.write(said, film.began + 0.5)
    with av.open(film.path) as shown:
        frames = [(frame.time, frame.to_ndarray(format="gray")) for frame in shown.decode(video=0)]
    with av.open(film.path) as shown:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in shown.decode(audio=0)])
    assert len(frames) >= 3 * FRAMES_A_SECOND
    assert frames[0][1].shape == SIZE[::-1]
    whites = [bool(shades.mean() > 128) for _, shades in frames]
    assert [white for white, _ in itertools.groupby(whites)] == [False, True, False]
    assert abs(find(said, (sound * 32767).astype(np.int16)).at / RATE - 0.5) < 0.1
    moving = moving_picture(film.path, tmp_path / "film.webp").read_bytes()
    assert moving.count(b"ANMF") >= 2, "it moves"


def test_sound_that_began_earlier_or_later_is_brought_into_step() -> None:
    sound = np.arange(RATE, dtype=np.int16)
    assert in_step(sound, 0.5)[RATE // 2] == sound[0]
    assert in_step(sound, -0.5)[0] == sound[RATE // 2]
    assert len(in_step(sound, 0.0)) == len(sound)

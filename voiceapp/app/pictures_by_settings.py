"""Finds who makes pictures, by the settings as they are at each request."""

from collections.abc import Callable

from voiceapp.core.pictures.painter import Painter
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.settings.model import Settings


class PicturesBySettings:
    """Meets `tools.parts.picture_function.PictureMaker`. May be asked on any thread; a painter is for the loop alone."""

    def __init__(self, settings: Callable[[], Settings], factory: Callable[[], PartsFactory]) -> None:
        self._settings = settings
        self._factory = factory

    def terms(self) -> PictureTerms | None:
        settings, factory = self._settings(), self._factory()
        if not settings.pictures.on or not factory.draws:
            return None
        server = factory.server("pictures")
        return PictureTerms(
            server.whom,
            factory.picture_model,
            settings.pictures.quality,
            server.is_ones_own,
            server.provider.prices,
        )

    def painter(self) -> Painter:
        return self._factory().painter()

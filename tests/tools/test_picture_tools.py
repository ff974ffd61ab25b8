"""Pictures as tools: what is asked for in words, what the card says, and who is told of them."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from tests.tools.world import ToolWorld
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.phrasing import Fields
from voiceapp.core.pictures.painter import NOT_ALLOWED, Painter, PictureNews, PictureWish, Shape
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.pictures.picture_tool import DRAWS, PictureTool, ToolPicture
from voiceapp.core.ports import EngineError, ToolError
from voiceapp.core.transcript import Image
from voiceapp.core.wishes import Permission
from voiceapp.providers.openai import OPENAI
from voiceapp.tools import TOOLS, all_tools, draw_picture, edit_picture
from voiceapp.tools.parts.tool_context import ToolContext

HALF, FOX = Image("image/png", b"half", 4, 4), Image("image/png", b"fox", 4, 4)


@dataclass
class Studio:
    """Meets `PictureMaker` and `Painter`."""

    known: PictureTerms | None = field(
        default_factory=lambda: PictureTerms("OpenAI", "gpt-image-2.5-flare", "low", free=False, prices=OPENAI.prices)
    )
    fails: Failure | None = None
    wishes: list[PictureWish] = field(default_factory=list)

    def terms(self) -> PictureTerms | None:
        return self.known

    def painter(self) -> Painter:
        return self

    async def make(self, wish: PictureWish) -> AsyncGenerator[PictureNews]:
        self.wishes.append(wish)
        yield PictureNews(HALF)
        if self.fails is not None:
            raise EngineError(self.fails)
        yield PictureNews(FOX, final=True)


def tool(name: str, studio: Studio | None, world: ToolWorld) -> PictureTool:
    context = ToolContext(world.alarms, world.shelf, world.board, lambda _: True, pictures=studio)
    found = all_tools(context)[name]
    assert isinstance(found, PictureTool)
    return found


@pytest.fixture
def world(tmp_path: object) -> ToolWorld:
    return ToolWorld(tmp_path)  # type: ignore[arg-type]


async def made(tool: PictureTool, arguments: str, before: Image | None = None) -> list[ToolPicture]:
    return [news async for news in tool.make(arguments, before)]


def test_the_tools_that_draw_are_known_by_name() -> None:
    assert {each.name for each in TOOLS if each.name.endswith("_picture")} == DRAWS


@pytest.mark.parametrize("name", sorted(DRAWS))
def test_nobody_is_told_of_them_where_nobody_draws(name: str, world: ToolWorld) -> None:
    for studio in (None, Studio(known=None)):
        there = tool(name, studio, world)
        assert (there.suggested, there.card) == (Permission.NEVER, None)  # type: ignore[attr-defined]
    assert tool(name, Studio(), world).suggested is Permission.ASK  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(DRAWS))
async def test_they_are_run_only_where_a_picture_can_be_seen(name: str, world: ToolWorld) -> None:
    with pytest.raises(ToolError):
        await tool(name, Studio(), world).run("{}")  # type: ignore[attr-defined]
    with pytest.raises(ToolError):
        await made(tool(name, None, world), '{"prompt": "a fox"}')


async def test_a_picture_comes_with_what_the_model_shall_say(world: ToolWorld) -> None:
    studio = Studio()
    first, last = await made(tool("draw_picture", studio, world), '{"prompt": "a fox", "shape": "wide"}')
    assert (first.image, first.output) == (HALF, "")
    assert last.image == FOX
    assert "three or four words" in last.output
    await made(tool("edit_picture", studio, world), '{"prompt": "make it blue"}', FOX)
    assert studio.wishes == [PictureWish("a fox", Shape.WIDE), PictureWish("make it blue", before=FOX)]


@pytest.mark.parametrize("arguments", ['{"shape": "round", "prompt": "x"}', "{}", "no json", '{"prompt": 3}'])
async def test_arguments_that_do_not_fit_are_said(arguments: str, world: ToolWorld) -> None:
    with pytest.raises(ToolError, match="The arguments don't fit"):
        await made(tool("draw_picture", Studio(), world), arguments)


async def test_a_refusal_is_the_services_own_sentence(world: ToolWorld) -> None:
    with pytest.raises(ToolError, match="Describe it differently"):
        await made(tool("draw_picture", Studio(fails=NOT_ALLOWED), world), '{"prompt": "x"}')
    gone = Failure(FailureKind.NO_NETWORK, NOT_ALLOWED.sentence)
    with pytest.raises(ToolError):
        await made(tool("edit_picture", Studio(fails=gone), world), '{"prompt": "x"}')


def asked(part: object, words: str, *, german: bool = False) -> Fields | None:
    phrasing = part.TOOL.phrasing  # type: ignore[attr-defined]
    found = (phrasing.german if german else phrasing).asked(words)
    assert found is None or isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("draw a red fox", "a red fox"),
        ("Draw me a red fox in the snow", "a red fox in the snow"),
        ("can you paint a harbour at night", "a harbour at night"),
        ("make a picture of two old friends", "two old friends"),
        ("generate an image that shows rain", "rain"),
        ("draw a conclusion", None),
        ("draw the line there", None),
        ("draw attention to it", None),
        ("what did Picasso paint", None),
        ("make a sandwich", None),
    ],
)
def test_plain_words_draw(words: str, prompt: str | None) -> None:
    assert asked(draw_picture, words) == (None if prompt is None else {"prompt": prompt})


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("zeichne einen roten Fuchs", "einen roten Fuchs"),
        ("Mal mir bitte ein Haus am See", "ein Haus am See"),
        ("erstelle ein Bild von zwei Freunden", "zwei Freunden"),
        ("mal sehen", None),
        ("Fuchs", None),
    ],
)
def test_plain_german_words_draw(words: str, prompt: str | None) -> None:
    assert asked(draw_picture, words, german=True) == (None if prompt is None else {"prompt": prompt})


@pytest.mark.parametrize(
    ("words", "prompt", "german"),
    [
        ("change the picture so that the sky is red", "the sky is red", False),
        ("in the last picture, make the sky red", "make the sky red", False),
        ("make the sky red in the picture", "make the sky red", False),
        ("who is in the picture", None, False),
        ("in the picture there is a fox", None, False),
        ("make the sky red", None, False),
        ("mach den Himmel rot auf dem Bild", "mach den Himmel rot", True),
        ("ändere das Bild so, dass der Himmel rot ist", "der Himmel rot ist", True),
        ("im Bild, mach den Himmel rot", "mach den Himmel rot", True),
        ("was ist auf dem Bild", None, True),
    ],
)
def test_plain_words_change_a_picture(words: str, prompt: str | None, german: bool) -> None:
    assert asked(edit_picture, words, german=german) == (None if prompt is None else {"prompt": prompt})


@pytest.mark.parametrize("part", [draw_picture, edit_picture])
def test_what_is_said_is_short(part: object) -> None:
    phrasing = part.TOOL.phrasing  # type: ignore[attr-defined]
    assert [phrasing.said(each) for each in ({"done": "x"}, {"status": "x"})] == [
        "Here it is.",
        "It will be there in a moment.",
    ]
    assert [phrasing.german.said(each) for each in ({"done": "x"}, {})] == ["Hier ist es.", "Es ist gleich da."]

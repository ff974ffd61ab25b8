"""Prints the answer to a question about one's own talks, and the messages that it comes from."""

from collections.abc import Mapping
from contextlib import aclosing

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import tell
from voiceapp.core.ports import EngineError
from voiceapp.core.talk_questions.access import AnswerStage, TalkAnswer
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.one_off.archive import ArchiveError, local_time
from voiceapp.one_off.talk_questions import answers_from_talks
from voiceapp.one_off.terminal_services import TerminalServices


def ask_talks(question: str, overrides: Mapping[str, str], *, here: bool, json: bool) -> int:
    """`here`: this device answers, whatever the settings say."""
    services = TerminalServices(overrides, here=here)
    tell(services.problems, services.over_budget)
    try:
        answer = services.run(_answer(services, question, quiet=json))
    except (ArchiveError, EngineError) as error:
        complain(error.failure)
        return FAILED
    if json:
        terminal.value(_plain_values(answer), indent=2)
    if answer.failure is not None:
        complain(answer.failure)
        return FAILED
    if not json:
        _show_sources(answer)
    return NOTHING_FOUND if answer.stage is AnswerStage.NOTHING else OK


async def _answer(services: TerminalServices, question: str, *, quiet: bool) -> TalkAnswer:
    """Print it as it comes, and return all of it."""
    answer, shown = TalkAnswer(question), ""
    async with aclosing(answers_from_talks(services, question)) as coming:
        async for answer in coming:
            text = answer.read.text
            if quiet or text == shown:
                continue
            if not text.startswith(shown):
                # What was thought to be the answer was none.
                terminal.write("\n")
                shown = ""
            terminal.write(text[len(shown) :])
            shown = text
    if shown:
        terminal.plain()
    return answer


def _show_sources(answer: TalkAnswer) -> None:
    if answer.remark is not None:
        terminal.warn(answer.remark)
    for number, source in answer.listed():
        title = in_one_line(clean(in_words(source.shown_title)))
        terminal.plain(f"  [{number}]  {local_time(source.found.at)}  {title}  {source.talk}")
        terminal.plain(f"       {in_one_line(clean(source.found.text))}")


def _plain_values(answer: TalkAnswer) -> dict[str, object]:
    return {
        "question": answer.question,
        "stage": answer.stage.value,
        "answer": answer.read.text,
        "remark": in_words(answer.remark) if answer.remark is not None else "",
        "failure": in_words(answer.failure.sentence) if answer.failure is not None else "",
        "sources": [_plain_source(number, source, answer) for number, source in enumerate(answer.sources, 1)],
        "usd": sum(line.usd or 0.0 for line in answer.spent),
    }


def _plain_source(number: int, source: FoundPassage, answer: TalkAnswer) -> dict[str, object]:
    return {
        "number": number,
        "cited": number in answer.read.cited,
        "talk": source.talk,
        "title": str(source.shown_title),
        "item": source.found.item,
        "at": source.found.at,
        "speaker": source.found.speaker,
        "text": source.found.text,
    }

"""`farled logframe`: an empty logframe to fill in, and a filled one in another form."""

import argparse
from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command
from farled.cli.analyse.files import contents, naming, save
from farled.cli.stop import Stop
from farled.cli.words import terminal_language
from farled.core.finding import Say
from farled.text import say

if TYPE_CHECKING:
    from farled.core.lfa.logframe import Logframe

FORMS, LANGUAGES = (".xlsx", ".json", ".docx"), ("sv", "en")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = command(commands, "logframe", _("en logframe att fylla i"))
    acts = parser.add_subparsers(dest="act", metavar=_("VAD"), required=True)
    empty = command(acts, "template", _("skriv en tom mall; utan fil: alla former och språk"))  # fmt: skip
    empty.add_argument("file", type=Path, nargs="?", metavar=_("FIL"), help=_("slutar på .xlsx, .json eller .docx"))  # fmt: skip
    empty.set_defaults(run=write_template)
    other = command(acts, "convert", _("skriv en ifylld logframe i en annan form"))
    other.add_argument("file", type=Path, metavar=_("FIL"), help=_("XLSX, JSON eller CSV"))
    other.add_argument("to", type=Path, metavar=_("TILL"), help=_("slutar på .xlsx, .json eller .docx"))  # fmt: skip
    other.set_defaults(run=convert)
    for one in (empty, other):
        one.add_argument("--replace", action="store_true", help=_("skriv över filer som finns"))
        one.add_argument("--json", action="store_true", help=_("svara med JSON"))
        one.add_argument("--language", choices=LANGUAGES, help=_("annars terminalens språk"))


def write_template(options: argparse.Namespace) -> int:
    from farled.core.lfa.logframe import template

    places = list(_places(options))
    for path, language in places:
        save(path, _as_bytes(template(), path, language=language), replace=options.replace)
    answer = {"files": [str(path) for path, _language in places]}
    return show(options, answer, sections=[_written(answer["files"])])


def _places(options: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    if options.file:
        yield options.file, options.language or terminal_language()
        return
    for language in (options.language,) if options.language else LANGUAGES:
        for form in FORMS:
            yield Path(f"logframe-{language}{form}"), language


def convert(options: argparse.Namespace) -> int:
    from farled.core.formats.logframe_file import read_logframe

    with naming(options.file):
        read = read_logframe(contents(options.file))
    language = options.language or terminal_language()
    made = _as_bytes(read.frame, options.to, language=language)
    save(options.to, made, replace=options.replace)
    answer = {"files": [str(options.to)]}
    sections = [_written(answer["files"])]
    return show(options, answer, warnings=read.warnings, sections=sections)


def _written(files: list[str]) -> Section:
    return Section(_("Skrivet"), [(file,) for file in files])


def _as_bytes(frame: "Logframe", path: Path, *, language: str) -> bytes:
    from farled.core.formats.logframe_docx import logframe_docx
    from farled.core.formats.logframe_write import logframe_json, logframe_xlsx

    writers: dict[str, Callable[[], bytes]] = {
        ".xlsx": lambda: logframe_xlsx(frame, language=language, about=_about(language)),
        ".json": lambda: logframe_json(frame, language=language),
        ".docx": lambda: logframe_docx(frame, language=language),
    }
    if path.suffix.lower() not in writers:
        raise Stop(_("%s ska sluta på .xlsx, .json eller .docx.") % path)
    return writers[path.suffix.lower()]()


def _about(language: str) -> dict[str, str]:
    from farled.core.formats.logframe_columns import COLUMNS

    return {id_: say(Say(f"logframe.about.{id_}"), language) for id_ in COLUMNS}

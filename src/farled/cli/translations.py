"""Which sentences have no wording in a language. Shared by `farled check` and the tests."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from farled.locale.compile import FOLDER, languages, messages

PACKAGE = Path(__file__).resolve().parent.parent
# keys of core, worded in both languages: similar.shared_words
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
FUNCTIONS = {
    name + kind: parts
    for name, parts in {
        "gettext": ("id",),
        "ngettext": ("id", "plural"),
        "pgettext": ("context", "id"),
        "npgettext": ("context", "id", "plural"),
    }.items()
    for kind in ("", "_lazy", "_noop")
} | {"_": ("id",)}


@dataclass(frozen=True, order=True)
class Sentence:
    """A message id as the catalogues know it, and one place where it stands."""

    id: str
    plural: str = ""
    context: str = ""
    where: str = ""


@dataclass(frozen=True)
class Wording:
    """What a catalogue answers for one message."""

    language: str
    id: str
    plural: str
    context: str
    forms: tuple[str, ...]
    fuzzy: bool


def problems(package: Path = PACKAGE, folder: Path = FOLDER) -> list[str]:
    """Every gap and slip in the catalogues, one line each."""
    wordings = list(all_wordings(folder))
    return sorted(
        {
            *missing_english(package, wordings),
            *missing_keys(package, wordings),
            *broken(wordings),
            *contradictions(wordings),
        }
    )


def missing_english(package: Path, wordings: list[Wording]) -> Iterator[str]:
    known = {(one.id, one.context): one for one in wordings if is_done(one, "en")}
    for sentence in [*python_sentences(package), *template_sentences(package)]:
        wording = known.get((sentence.id, sentence.context))
        if wording is None:
            yield f"en: {sentence.where}: {sentence.id!r} has no wording"
        elif sentence.plural != wording.plural:
            yield f"en: {sentence.where}: {sentence.id!r} has another plural in the catalogue"


def missing_keys(package: Path, wordings: list[Wording]) -> Iterator[str]:
    used = {(key, where) for key, where in said_keys(package)}
    worded = {
        (one.id, one.language) for one in wordings if KEY.fullmatch(one.id) and any(one.forms)
    }
    used |= {(key, "the other language has it") for key, _language in worded}
    for key, where in used:
        for language in ("sv", "en"):
            if not any(is_wording_of(key, one) for one, spoken in worded if spoken == language):
                yield f"{language}: {where}: {key!r} has no wording"


def is_wording_of(key: str, worded: str) -> bool:
    """A key that is put together in code ends with a dot here: one of its kind is enough."""
    return worded.startswith(key) if key.endswith(".") else worded == key


def broken(wordings: list[Wording]) -> Iterator[str]:
    for one in wordings:
        name = f"{one.language}: {one.id!r}"
        if one.fuzzy:
            yield f"{name} is marked fuzzy"
        if not all(one.forms):
            yield f"{name} has an empty form"
        if KEY.fullmatch(one.id):
            continue
        wanted = places(one.id) | places(one.plural)
        if any(places(form) - wanted for form in one.forms):
            yield f"{name} names a parameter the sentence does not have"
        if places(one.plural or one.id) - places(one.forms[-1]):
            yield f"{name} leaves out a parameter"


def contradictions(wordings: list[Wording]) -> Iterator[str]:
    """The catalogues of all stations are merged, so one id has one wording."""
    first: dict[tuple[str, str, str], Wording] = {}
    for one in wordings:
        name = (one.language, one.id, one.context)
        if first.setdefault(name, one).forms != one.forms:
            yield f"{one.language}: {one.id!r} is worded in two ways"


def places(text: str) -> set[str]:
    return {first or second for first, second in PLACE.findall(text)}


def is_done(wording: Wording, language: str) -> bool:
    return wording.language == language and all(wording.forms) and not wording.fuzzy


def all_wordings(folder: Path) -> Iterator[Wording]:
    for language in languages(folder):
        for message in messages(language, folder):
            if message.id:
                yield as_wording(language, message)


def as_wording(language: str, message: Any) -> Wording:
    ids = as_tuple(message.id)
    plural = ids[1] if len(ids) > 1 else ""
    forms = as_tuple(message.string)
    return Wording(language, ids[0], plural, message.context or "", forms, message.fuzzy)


def as_tuple(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def python_sentences(package: Path) -> Iterator[Sentence]:
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and name_of(node) in FUNCTIONS:
                yield from asked_for(node, f"{path.relative_to(package)}:{node.lineno}")


def asked_for(node: ast.Call, where: str) -> Iterator[Sentence]:
    constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    texts = [text for text in constants if isinstance(text, str)]
    parts = FUNCTIONS[name_of(node)]
    # a name instead of a text is worded where gettext_noop marks it
    if len(texts) >= len(parts):
        yield Sentence(where=where, **dict(zip(parts, texts, strict=False)))


def name_of(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def template_sentences(package: Path) -> Iterator[Sentence]:
    """Uses Django's own reader of template tags, the one `makemessages` has."""
    from django.utils.translation.template import templatize

    for path in sorted(package.glob("web/*/templates/**/*.*")):
        where = str(path.relative_to(package))
        yield from extracted(templatize(path.read_text(), origin=where).encode(), where)


def extracted(source: bytes, where: str) -> Iterator[Sentence]:
    from babel.messages.extract import DEFAULT_KEYWORDS, extract

    lines = extract("python", BytesIO(source), keywords=DEFAULT_KEYWORDS)
    for line, ids, _comments, context in lines:
        forms = as_tuple(ids)
        plural = forms[1] if len(forms) > 1 else ""
        yield Sentence(forms[0], plural, context or "", f"{where}:{line}")


def said_keys(package: Path) -> Iterator[tuple[str, str]]:
    """The keys written out in `Say("…")`; of `Say(f"kind.{name}")` its beginning."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and name_of(node) == "Say" and node.args:
                yield from (
                    (key, f"{path.relative_to(package)}:{node.lineno}") for key in keys(node)
                )


def keys(node: ast.Call) -> Iterator[str]:
    for part in ast.walk(node.args[0]):
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(text, str) and (KEY.fullmatch(text) or text.endswith(".")):
            yield text

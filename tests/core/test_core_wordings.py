"""Every key that core says has a wording in Swedish and in English, with the same parameters."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import farled
from farled.core.inventory.records import STATUSES
from farled.core.inventory.stakeholders import GROUPS
from farled.core.strategy.sustainability import MODELS

HOUSE = Path(farled.__file__).parent
PLACE = re.compile(r"%\((\w+)\)s")


def wordings(language: str) -> dict[str, str]:
    """Of all stations: a key of core may stand in the catalogue of the station it belongs to."""
    found: dict[str, str] = {}
    for path in (HOUSE / "locale" / language).glob("*.po"):
        with path.open("rb") as file:
            found |= {str(one.id): str(one.string) for one in read_po(file) if one.id}
    return found


SV, EN = wordings("sv"), wordings("en")


def core_wordings(language: str) -> dict[str, str]:
    with (HOUSE / "locale" / language / "core.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


# Kinds of findings that are said by a longer key, and what a change is about.
NO_KEYS = {"stakeholder.group_absent", "stakeholder.group_unlisted", "indicator.goal"}


def literals() -> Iterator[str]:
    """Texts in core that look like a key of ours: station.word, or station.word.word."""
    families = "|".join({key.split(".")[0] for key in core_wordings("sv")})
    shape = re.compile(rf"(?:{families})(?:\.[a-z0-9_]+)+")
    for path in sorted((HOUSE / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and shape.fullmatch(str(node.value)):
                yield str(node.value)


def said() -> set[str]:
    """All literal keys, and those put together from ids."""
    whole = {key for key in literals() if not key.endswith("_")} - NO_KEYS
    return (
        whole
        | {f"records.stays.{status}" for status in STATUSES}
        | {
            f"stakeholder.group_{what}.{group}"
            for group in GROUPS
            for what in ("absent", "unlisted")
        }
        | {f"stakeholder.group.{group}" for group in GROUPS}
        | {f"stakeholder.standing.{standing}" for standing in ("here", "missing")}
        | {f"indicator.against_{way}" for way in ("up", "down", "keep")}
        | {f"model.{model}.{part}" for model in MODELS for part in ("name", "about")}
        | {dimension.say for model in MODELS.values() for dimension in model.dimensions}
    )


# domain.md 3.5
HANDLING = (
    *("upptackt", "beskriven", "under_arbete", "hanterad", "forskjuten", "lyft_till_politiken"),
    *("accepterad", "omprovad"),
)


@pytest.mark.parametrize(("language", "words"), [("sv", SV), ("en", EN)])
def test_kinds_and_handling_of_conflicts_are_worded_in_sheets(
    language: str, words: dict[str, str]
) -> None:
    path = HOUSE / "content" / language / "conflict_types.toml"
    kinds = tomllib.loads(path.read_text(encoding="utf-8"))["types"]
    assert {one["name"] for one in kinds} == {words[f"conflict.type.{one['id']}"] for one in kinds}
    assert all(words[f"conflict.status.{status}"] for status in HANDLING)


def test_there_are_keys_to_look_for() -> None:
    assert {
        "similar.too_many",
        "text.too_long",
        "summary.format",
        "toml.key_twice",
        "equality.unanswered",
    } <= set(literals())


@pytest.mark.parametrize("key", sorted(said()))
def test_what_core_says_is_worded(key: str) -> None:
    assert SV.get(key)
    assert EN.get(key)


def test_both_languages_have_the_same_keys() -> None:
    assert core_wordings("sv").keys() == core_wordings("en").keys()


@pytest.mark.parametrize("key", sorted(core_wordings("sv")))
def test_wordings_take_the_same_parameters(key: str) -> None:
    swedish, english = SV[key], EN[key]
    assert set(PLACE.findall(swedish)) == set(PLACE.findall(english))
    for wording in (swedish, english):
        # what is left would break the formatting
        assert "%" not in PLACE.sub("", wording)
        assert wording == wording.strip()

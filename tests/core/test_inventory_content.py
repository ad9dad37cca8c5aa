"""The ids of core and the words of content are the same ids, in both languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import farled
from farled.core.finding import Say
from farled.core.inventory.lfa_steps import STEPS
from farled.core.inventory.records import STATUSES
from farled.core.inventory.stakeholders import GROUPS
from farled.text import say


def content(language: str, name: str) -> dict[str, Any]:
    path = Path(farled.__file__).parent / "content" / language / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_id_has_its_words(language: str) -> None:
    lfa = content(language, "lfa.toml")
    assert [(s["key"], s["purpose_group"], s["optional"]) for s in lfa["steps"]] == [
        (step.key, step.purpose, step.optional) for step in STEPS
    ]
    assert [s["key"] for s in content(language, "records.toml")["statuses"]] == list(STATUSES)
    assert [g["key"] for g in content(language, "stakeholder_groups.toml")["groups"]] == list(
        GROUPS
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_sheets_call_a_group_what_its_help_calls_it(language: str) -> None:
    for group in content(language, "stakeholder_groups.toml")["groups"]:
        assert say(Say(f"stakeholder.group.{group['key']}"), language) == group["name"]

"""docs/guide/api.md and summary-json.md say what is so."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from farled.core.dialogue.summary import FORMAT, Summary
from farled.core.dialogue.summary_json import format_summary, parse_summary
from farled.store.actions.account import make_token
from farled.store.models import Workshop
from tests.support import make
from tests.support.source import ROOT
from tests.support.summarised import Summarised

GUIDE = (ROOT / "docs/guide/api.md").read_text()
SUMMARY = (ROOT / "docs/guide/summary-json.md").read_text()
EXAMPLE = re.compile(r"```sh\ncurl ([^\n]*)\n```\n```json\n(.*?)```", re.DOTALL)
SLUG = "behov-varen-2026-x7k2m"


def examples() -> list[tuple[str, Any]]:
    return [(command, json.loads(answer)) for command, answer in EXAMPLE.findall(GUIDE)]


@pytest.fixture
def made(db: None) -> Summarised:
    made = Summarised()
    Workshop.objects.update(held_on="2026-03-12")
    return made


def asked(made: Summarised, command: str) -> Any:
    """What the documented command would be told."""
    owner = make.actor(make.person("owner", region=made.region))
    _, secret = make_token(by=owner, region=made.region, name="Prov")
    headers = dict(re.findall(r'-H "([\w-]+): ([^"]*)"', command.replace("$KEY", secret)))
    path = re.search(r"https://farled\.example\.se(\S+)", command)
    assert path
    return Client().get(path[1].replace(SLUG, made.inventory.slug), headers=headers).json()


@pytest.mark.parametrize(("command", "answer"), examples(), ids=lambda value: str(value)[-40:])
def test_the_examples_are_true(made: Summarised, command: str, answer: Any) -> None:
    assert differences(answer, asked(made, command)) == []


def differences(told: Any, real: Any, at: str = "") -> list[str]:
    """Other names, other kinds of value, another order of fields; values may differ."""
    if isinstance(told, dict) and isinstance(real, dict):
        if list(told) != list(real):
            return [f"{at}: {list(told)} / {list(real)}"]
        return [one for name in told for one in differences(told[name], real[name], f"{at}.{name}")]
    if isinstance(told, list) and isinstance(real, list):
        return [one for a, b in zip(told, real, strict=False) for one in differences(a, b, at)]
    if at == ".error":
        return [] if told == real else [f"{told!r} / {real!r}"]
    # a field that may be empty
    return (
        [] if type(told) is type(real) or None in (told, real) else [f"{at}: {told!r} / {real!r}"]
    )


def test_there_are_examples_to_try() -> None:
    assert len(examples()) >= 4


@pytest.mark.django_db
def test_every_address_is_in_the_guide() -> None:
    paths = set(Client().get("/api/v1/openapi.json").json()["paths"])
    assert set(re.findall(r"^\| `(/api/v1/[^`]*)` \|", GUIDE, re.MULTILINE)) == paths


def test_the_guides_summary_can_be_read_and_shows_every_field() -> None:
    (text,) = re.findall(r"```json\n(.*?)```", SUMMARY, re.DOTALL)
    shown = json.loads(text)
    assert shown.pop("format") == FORMAT
    assert list(shown) == list(Summary.__dataclass_fields__)
    for name, kind in (("needs", "SharedNeed"), ("conflicts", "SharedConflict")):
        fields = type(getattr(parse_summary(text), name)[0]).__dataclass_fields__
        assert list(shown[name][0]) == list(fields), kind
    assert parse_summary(format_summary(parse_summary(text))) == parse_summary(text)

"""A word of its own in every text that a row holds: where it turns up, that very text was shown.

Each planted text also carries what must never be trusted: markup, quotes and the beginning of a formula.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

MARKUP = "<b id=pwned>"
HOSTILE = f"""=1+{MARKUP}&"'"""
MARKER = re.compile("zq[0-9]+qz")
# what programs read, not people; everything else is planted
TECHNICAL = {
    "slug", "key", "code", "ballot", "token_hash", "password", "language", "role", "kind", "state",
    "act", "actor", "about", "activity", "anonymity", "template", "seating", "model", "level",
    "dimension", "direction", "records_status", "proposal_kind", "prompt", "status", "content",
    "session_key", "session_data", "app_label", "codename",
}  # fmt: skip
# a participant's part in a workshop and a goal conflict's status are words of the user in spite of their names
WORDS = {"participant.role"}
# these say something by being filled in at all
MEANT = {"left_alone", "hide_reason", "not_relevant_because", "original"}
SHORT = 60


@dataclass(frozen=True)
class Spot:
    """Where a marker was planted."""

    model: str
    pk: object
    field: str

    def __str__(self) -> str:
        return f"{self.model}.{self.field} of {self.pk}"


Planted = dict[str, Spot]


def plant() -> Planted:
    """Marks every text of every row there is."""
    planted: Planted = {}
    for model in apps.get_app_config("store").get_models():
        fields = list(planted_fields(model))
        for row in model._default_manager.all():
            changed = {
                field.name: _text(planted, row, field)
                for field in fields
                if field.name not in MEANT or getattr(row, field.name)
            }
            changed |= _lists(planted, row)
            if changed:
                model._default_manager.filter(pk=row.pk).update(**changed)
    return planted


def planted_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.get_fields():
        is_text = isinstance(field, models.CharField | models.TextField)
        known = f"{model._meta.model_name}.{field.name}"
        if is_text and (field.name not in TECHNICAL or known in WORDS):
            yield field


def _marker(planted: Planted, row: models.Model, field: str) -> str:
    marker = f"zq{len(planted)}qz"
    planted[marker] = Spot(str(row._meta.model_name), row.pk, field)
    return marker


def _text(planted: Planted, row: models.Model, field: models.Field) -> str:
    marker, former = _marker(planted, row, field.name), getattr(row, field.name)
    if isinstance(field, models.EmailField):
        return f"{marker}@example.org"
    most = field.max_length or 10_000
    return marker if most < SHORT else f"{HOSTILE} {former[: most - SHORT]} {marker}"


def _lists(planted: Planted, row: models.Model) -> dict[str, object]:
    """The JSON fields that hold people's words."""
    name = row._meta.model_name
    if name in ("workshop", "indicator"):
        field = {"workshop": "organisations", "indicator": "comparators"}[name]
        return {field: [f"{HOSTILE} {_marker(planted, row, field)}"]}
    if name == "ownagenda":
        return {"steps": [_step(planted, row, one) for one in row.steps]}
    if name == "step":
        settings = {k: _said(planted, row, k, v) for k, v in row.settings.items()}
        return {"settings": settings}
    return {}


def _step(planted: Planted, row: models.Model, step: dict[str, Any]) -> dict[str, object]:
    """A template's step: its words, and those among its settings."""
    words = {k: f"{HOSTILE} {_marker(planted, row, k)}" for k in ("title", "instruction")}
    settings = {k: _said(planted, row, k, v) for k, v in step["settings"].items()}
    return {**step, **words, "settings": settings}


def _said(planted: Planted, row: models.Model, key: str, value: object) -> object:
    return f"{HOSTILE} {_marker(planted, row, key)}" if key == "prompt" else value


def shown(text: str, planted: Planted) -> set[Spot]:
    """What of the planted a text shows."""
    return {planted[marker] for marker in MARKER.findall(text) if marker in planted}

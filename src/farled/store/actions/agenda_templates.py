"""The agendas a workshop can start from: content/<language>/workshop/*.toml."""

import tomllib
from functools import cache
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.workshop.agenda_template import AgendaTemplate, PlannedStep
from farled.store.content import content_text

ORDER = ("needs-inventory", "goal-conflicts", "desired-future", "rapid-dialogue")
OWN = frozenset({"activity", "title", "instruction", "minutes", "anonymity", "source"})


@cache
def agenda_templates(language: str) -> tuple[AgendaTemplate, ...]:
    """All templates of a language, the most used first."""
    return tuple(_read(key, language) for key in ORDER)


def agenda_template(key: str, language: str) -> AgendaTemplate:
    """Raises Invalid (`workshop.unknown_template`)."""
    for template in agenda_templates(language):
        if template.key == key:
            return template
    raise Invalid("template", Say("workshop.unknown_template"))


def _read(key: str, language: str) -> AgendaTemplate:
    raw = tomllib.loads(content_text("workshop", key, language=language) or "")
    steps = tuple(_step(step) for step in raw["steps"])
    names = ("name", "description", "for_how_many", "people", "tables", "minutes")
    return AgendaTemplate(key=key, steps=steps, **{name: raw[name] for name in names})


def _step(raw: dict[str, Any]) -> PlannedStep:
    return PlannedStep(
        activity=raw["activity"],
        title=raw["title"],
        instruction=raw["instruction"],
        minutes=raw["minutes"],
        anonymity=raw["anonymity"],
        source=raw.get("source"),
        settings={name: value for name, value in raw.items() if name not in OWN},
    )

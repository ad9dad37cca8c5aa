"""What the pages of a strategy show, gathered for their templates."""

from typing import Any

from farled.core.strategy.checks import strategy_findings
from farled.core.strategy.strategy import Strategy as Value
from farled.core.strategy.sustainability import MODELS
from farled.store.models import Strategy
from farled.store.queries import strategy as queries
from farled.store.queries import strategy_uses as uses
from farled.text import say
from farled.web.strategy.chart import NOBODY, Serving, chart
from farled.web.strategy.drawing import drawing
from farled.web.strategy.gate import Opened
from farled.web.strategy.words import dimension_words, drawing_words, language, said


def drawn(
    value: Value, *, numbers: queries.Numbers | None = None, serving: Serving | None = None
) -> dict[str, Any]:
    """What the chart's templates need of a strategy's value, standing or of a version."""
    model = MODELS[value.model]
    words = dimension_words(model)
    laid = chart(value, words=words, numbers=numbers or NOBODY, serving=serving)
    return {
        "value": value,
        "chart": laid,
        "model": model,
        "model_name": said(f"model.{model.id}.name"),
        "model_about": said(f"model.{model.id}.about"),
        "dimensions": [
            (one, words[one.key], said(f"dimension.role.{one.role}")) for one in model.dimensions
        ],
        "drawing": drawing(model, words=drawing_words(model)),
    }


def edges(found: Opened) -> dict[str, Any]:
    """The head and buttons that all pages of a strategy share."""
    return {
        "strategy": found.strategy,
        "may_edit": found.may_edit,
        "may_export": found.may_export,
    }


def serving(strategy: Strategy, numbers: queries.Numbers) -> Serving:
    goals, areas = uses.needs_by_goal(strategy), uses.needs_by_area(strategy)
    return Serving(
        goals={key: goals.get(number, 0) for key, number in numbers.goals.items()},
        areas={key: areas.get(number, 0) for key, number in numbers.areas.items()},
    )


def removed(found: Opened, said: str) -> dict[str, Any] | None:
    """The part whose removal the page offers to undo, from what its address says: goal-12."""
    kind, _dash, number = said.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    part = queries.part_of(found.strategy, kind=kind, number=int(number), removed=True)
    return {"kind": kind, "number": part.pk, "name": part.name} if part else None


def questions(value: Value) -> list[tuple[str, list[str]]]:
    """What one might ask of the strategy, by the thing it is about."""
    names = {goal.key: goal.name for goal in value.goals}
    asked: dict[str, list[str]] = {}
    for finding in strategy_findings(value):
        about = ", ".join(names.get(one, one) for one in finding.about[:8])
        asked.setdefault(about, []).append(say(finding.why, language()))
    return list(asked.items())

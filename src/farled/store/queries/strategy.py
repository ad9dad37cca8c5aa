"""A strategy's rows as one value, and what uses it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from farled.core.strategy import strategy as values
from farled.core.strategy.toml import parse_strategy
from farled.core.text.sorting import swedish_key
from farled.store.models import (
    Area,
    Direction,
    Goal,
    Indicator,
    Inventory,
    Perspective,
    Region,
    Strategy,
    StrategyVersion,
)

PARTS: dict[str, type[Any]] = {
    "goal": Goal,
    "area": Area,
    "direction": Direction,
    "perspective": Perspective,
    "indicator": Indicator,
}


@dataclass(frozen=True)
class Contents:
    """The rows of a strategy that are not removed, each with its links to others that are not."""

    overarching: tuple[Goal, ...]
    outcomes: tuple[Goal, ...]
    areas: tuple[Area, ...]
    perspectives: tuple[Perspective, ...]
    indicators: tuple[Indicator, ...]


def strategies_of(region: Region, *, archived: bool = False) -> list[Strategy]:
    """By name, each with `goal_count`, `area_count` and `inventory_count`."""
    alive = Q(removed_at=None)
    rows = Strategy.objects.filter(region=region, archived_at__isnull=not archived)
    goals, areas = Goal.objects.filter(alive), Area.objects.filter(alive)
    found = sorted(rows, key=lambda row: (swedish_key(row.name), row.pk))
    counted = {
        "goal_count": _counts(goals, by="strategy", of=found),
        "area_count": _counts(areas, by="strategy", of=found),
        "inventory_count": _counts(
            Inventory.objects.filter(archived_at=None), by="strategy", of=found
        ),
    }
    for row in found:
        for name, numbers in counted.items():
            setattr(row, name, numbers.get(row.pk, 0))
    return found


def contents(strategy: Strategy) -> Contents:
    """Everything on the strategy's page."""
    goals = tuple(
        Goal.objects.filter(strategy=strategy, removed_at=None).prefetch_related(
            Prefetch("parents", Goal.objects.filter(removed_at=None))
        )
    )
    return Contents(
        overarching=tuple(goal for goal in goals if goal.level == "overarching"),
        outcomes=tuple(goal for goal in goals if goal.level == "outcome"),
        areas=tuple(
            Area.objects.filter(strategy=strategy, removed_at=None).prefetch_related(
                Prefetch("serves", Goal.objects.filter(removed_at=None)),
                Prefetch("directions", Direction.objects.filter(removed_at=None)),
            )
        ),
        perspectives=tuple(Perspective.objects.filter(strategy=strategy, removed_at=None)),
        indicators=tuple(
            Indicator.objects.filter(strategy=strategy, removed_at=None).select_related("goal")
        ),
    )


def strategy_value(strategy: Strategy) -> values.Strategy:
    """The strategy as core knows it: for TOML, versions and comparisons."""
    return as_value(strategy, contents(strategy))


def as_value(strategy: Strategy, rows: Contents) -> values.Strategy:
    return values.Strategy(
        name=strategy.name,
        vision=strategy.vision,
        model=strategy.model,
        valid_from=strategy.valid_from,
        valid_to=strategy.valid_to,
        source=strategy.source,
        overarching=tuple(_goal(row) for row in rows.overarching),
        outcomes=tuple(_goal(row) for row in rows.outcomes),
        areas=tuple(_area(row) for row in rows.areas),
        perspectives=tuple(
            values.Perspective(row.name, row.description) for row in rows.perspectives
        ),
        indicators=tuple(_indicator(row) for row in rows.indicators),
    )


@dataclass(frozen=True)
class Numbers:
    """The rows' numbers beside a value, in its order: what its page's buttons point at."""

    goals: dict[str, int]
    areas: dict[str, int]
    directions: dict[str, tuple[int, ...]]
    perspectives: tuple[int, ...]
    indicators: tuple[int, ...]


def numbers_of(rows: Contents) -> Numbers:
    return Numbers(
        goals={row.key: row.pk for row in (*rows.overarching, *rows.outcomes)},
        areas={row.key: row.pk for row in rows.areas},
        directions={row.key: tuple(d.pk for d in row.directions.all()) for row in rows.areas},
        perspectives=tuple(row.pk for row in rows.perspectives),
        indicators=tuple(row.pk for row in rows.indicators),
    )


def goals_of(strategy: Strategy, *, level: str = "") -> list[Goal]:
    """For a choice: those not removed, overarching first."""
    rows = Goal.objects.filter(strategy=strategy, removed_at=None)
    rows = rows.filter(level=level) if level else rows
    return sorted(rows, key=lambda goal: goal.level != "overarching")


def areas_of(strategy: Strategy) -> list[Area]:
    return list(Area.objects.filter(strategy=strategy, removed_at=None))


def part_of(strategy: Strategy, *, kind: str, number: int, removed: bool = False) -> Any:
    """The part of that kind and number in this strategy; None where there is none."""
    model = PARTS.get(kind)
    if model is None or not 0 < number < 2**63:
        return None
    inside = {"area__strategy": strategy} if kind == "direction" else {"strategy": strategy}
    return model._default_manager.filter(
        pk=number, removed_at__isnull=not removed, **inside
    ).first()


def versions_of(strategy: Strategy) -> list[StrategyVersion]:
    """The newest first, without their texts."""
    rows = StrategyVersion.objects.filter(strategy=strategy).select_related("created_by")
    return list(rows.defer("content"))


def version_of(strategy: Strategy, number: int) -> StrategyVersion | None:
    if not 0 < number < 2**31:
        return None
    rows = StrategyVersion.objects.select_related("created_by")
    return rows.filter(strategy=strategy, number=number).first()


def version_value(version: StrategyVersion) -> values.Strategy:
    """What a dated version says."""
    return parse_strategy(version.content)


def _counts(rows: "QuerySet[Any]", *, by: str, of: list[Strategy]) -> dict[int, int]:
    found = rows.filter(**{f"{by}__in": of}).order_by().values_list(by).annotate(n=Count("pk"))
    return dict(found)


def _goal(row: Goal) -> values.Goal:
    parents = tuple(parent.key for parent in row.parents.all())
    level: values.Level = "overarching" if row.level == "overarching" else "outcome"
    return values.Goal(row.key, row.name, level, row.description, row.dimension, parents)


def _area(row: Area) -> values.Area:
    return values.Area(
        key=row.key,
        name=row.name,
        description=row.description,
        serves=tuple(goal.key for goal in row.serves.all()),
        directions=tuple(values.Direction(d.name, d.description) for d in row.directions.all()),
    )


def _indicator(row: Indicator) -> values.Indicator:
    goal = row.goal
    return values.Indicator(
        goal=goal.key if goal and goal.removed_at is None else "",
        comparators=tuple(row.comparators),
        **{name: getattr(row, name) for name in values.MEASURED},
    )

"""A strategy's value becomes rows; what is the same thing stays the same row, with its needs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from farled.core.strategy import strategy as values
from farled.store.models import Area, Direction, Goal, Indicator, Perspective, Strategy

Row = Goal | Area | Direction | Perspective | Indicator


def fill_strategy(strategy: Strategy, value: values.Strategy) -> None:
    """Makes the rows say what the value says. Goals and areas are known by key, the rest by name.

    Rows the value does not have are removed, and can be restored. Belongs inside an act.
    """
    for field in ("vision", "model", "valid_from", "valid_to", "source"):
        setattr(strategy, field, getattr(value, field))
    strategy.name = value.name or strategy.name
    strategy.save()
    now = timezone.now()
    goals = _fill_goals(strategy, value, now=now)
    _fill_areas(strategy, value, goals=goals, now=now)
    _fill_perspectives(strategy, value, now=now)
    _fill_indicators(strategy, value, goals=goals, now=now)


def _fill_goals(strategy: Strategy, value: values.Strategy, *, now: datetime) -> dict[str, Goal]:
    rows = {row.key: row for row in Goal.objects.filter(strategy=strategy)}
    kept: list[Goal] = []
    for position, goal in enumerate(value.goals, start=1):
        row = rows.get(goal.key) or Goal(strategy=strategy, key=goal.key)
        fields = {"level": goal.level, "dimension": goal.dimension}
        kept.append(_set(row, goal, position=position, **fields))
    _write(Goal, kept, former=rows.values(), now=now)
    known = {row.key: row for row in kept}
    links = Goal.parents.through
    links._default_manager.filter(from_goal__strategy=strategy).delete()
    links._default_manager.bulk_create(
        [
            links(from_goal_id=known[goal.key].pk, to_goal_id=known[parent].pk)
            for goal in value.goals
            for parent in goal.parents
        ]
    )
    return known


def _fill_areas(
    strategy: Strategy, value: values.Strategy, *, goals: dict[str, Goal], now: datetime
) -> None:
    rows = {row.key: row for row in Area.objects.filter(strategy=strategy)}
    kept = [
        _set(rows.get(area.key) or Area(strategy=strategy, key=area.key), area, position=position)
        for position, area in enumerate(value.areas, start=1)
    ]
    _write(Area, kept, former=rows.values(), now=now)
    known = {row.key: row for row in kept}
    links = Area.serves.through
    links._default_manager.filter(area__strategy=strategy).delete()
    links._default_manager.bulk_create(
        [
            links(area_id=known[area.key].pk, goal_id=goals[goal].pk)
            for area in value.areas
            for goal in area.serves
        ]
    )
    _fill_directions(strategy, value, areas=known, now=now)


def _fill_directions(
    strategy: Strategy, value: values.Strategy, *, areas: dict[str, Area], now: datetime
) -> None:
    rows = list(Direction.objects.filter(area__strategy=strategy))
    found = _by_name((row.name, row) for row in rows)
    kept: list[Direction] = []
    for area in value.areas:
        for position, direction in enumerate(area.directions, start=1):
            row = _take(found, direction.name) or Direction()
            kept.append(_set(row, direction, position=position, area=areas[area.key]))
    _write(Direction, kept, former=rows, now=now)


def _fill_perspectives(strategy: Strategy, value: values.Strategy, *, now: datetime) -> None:
    rows = list(Perspective.objects.filter(strategy=strategy))
    found = _by_name((row.name, row) for row in rows)
    kept = [
        _set(_take(found, one.name) or Perspective(strategy=strategy), one, position=position)
        for position, one in enumerate(value.perspectives, start=1)
    ]
    _write(Perspective, kept, former=rows, now=now)


def _fill_indicators(
    strategy: Strategy, value: values.Strategy, *, goals: dict[str, Goal], now: datetime
) -> None:
    rows = list(Indicator.objects.filter(strategy=strategy))
    found = _by_name((row.name, row) for row in rows)
    kept: list[Indicator] = []
    for position, one in enumerate(value.indicators, start=1):
        row = _take(found, one.name) or Indicator(strategy=strategy)
        fields: dict[str, Any] = {name: getattr(one, name) for name in values.MEASURED}
        row.position, row.removed_at = position, None
        row.goal, row.comparators = goals.get(one.goal), list(one.comparators)
        kept.append(_with(row, **fields))
    _write(Indicator, kept, former=rows, now=now)


def _set(row: Any, value: Any, *, position: int, **fields: Any) -> Any:
    return _with(
        row,
        name=value.name,
        description=value.description,
        position=position,
        removed_at=None,
        **fields,
    )


def _with(row: Any, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _write(model: type[Any], kept: Sequence[Row], *, former: Iterable[Row], now: datetime) -> None:
    """New rows made, standing ones changed, those left out removed: three queries, however many."""
    standing = [row for row in kept if row.pk is not None]
    model.objects.bulk_create([row for row in kept if row.pk is None])
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    if standing:
        model.objects.bulk_update(standing, names, batch_size=100)
    left_out = {row.pk for row in former} - {row.pk for row in kept}
    model.objects.filter(pk__in=left_out, removed_at=None).update(removed_at=now)


def _by_name(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for name, row in pairs:
        found[name].append(row)
    return found


def _take(found: dict[str, list[Any]], name: str) -> Any:
    """The first row of that name not taken yet; those not removed first."""
    rows = sorted(found.get(name, ()), key=lambda row: (row.removed_at is not None, row.position))
    if not rows:
        return None
    found[name].remove(rows[0])
    return rows[0]

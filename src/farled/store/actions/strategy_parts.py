"""The parts of a strategy: goals, areas, directions, perspectives and indicators, one at a time."""

import hashlib
from typing import Any

from django.db.models import Max, Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from farled.core.finding import Invalid, Say
from farled.store.actions.strategy_fields import Cleaned, cleaned_fields
from farled.store.actions.strategy_journal import strategy_act
from farled.store.gates import Actor
from farled.store.models import Area, Direction, Goal, Indicator, Perspective, Strategy

Part = Goal | Area | Direction | Perspective | Indicator
PARTS: dict[str, type[Part]] = {
    "goal": Goal,
    "area": Area,
    "direction": Direction,
    "perspective": Perspective,
    "indicator": Indicator,
}
# what a file may hold (core/strategy/toml.py), so that every strategy can be dated and read again
MOST = {"goal": 2000, "area": 500, "direction": 200, "perspective": 200, "indicator": 5000}
LINKS = {"goal": "parents", "area": "serves"}


def kind_of(part: Part) -> str:
    return next(kind for kind, model in PARTS.items() if isinstance(part, model))


def fingerprint(thing: Part | Strategy) -> str:
    """Tells whether somebody else has changed it since a form was shown."""
    fields = [f for f in thing._meta.concrete_fields if f.name not in ("position", "removed_at")]
    values = [repr(getattr(thing, f.attname)) for f in fields]
    if isinstance(thing, Goal | Area):
        values += [repr(sorted(_links(thing).values_list("pk", flat=True)))]
    return hashlib.sha256("\x1f".join(values).encode("utf-8", "replace")).hexdigest()[:20]


def add_part(*, by: Actor, strategy: Strategy, kind: str, **fields: Any) -> Part:
    """A new part, last among its like. Raises Invalid."""
    cleaned = cleaned_fields(strategy, kind=kind, fields=fields)
    row: Part = PARTS[kind](**cleaned.own)
    if not isinstance(row, Direction):
        row.strategy = strategy
    siblings = _siblings(row, strategy)
    if siblings.filter(removed_at=None).count() >= MOST[kind]:
        raise Invalid("name", Say("strategy.too_many", {"most": MOST[kind]}))
    row.position = (siblings.aggregate(n=Max("position"))["n"] or 0) + 1
    if isinstance(row, Goal | Area):
        row.key = _new_key(row, strategy)
    with strategy_act(f"add_{kind}", by=by, strategy=strategy) as journal:
        row.save()
        _link(row, cleaned)
        journal.about = f"{kind}:{row.pk}"
    return row


def change_part(
    *, by: Actor, strategy: Strategy, part: Part, seen: str = "", **fields: Any
) -> None:
    """New contents. Raises Invalid; `strategy.changed_meanwhile` when `seen` is not what stands."""
    kind = kind_of(part)
    if isinstance(part, Goal):
        fields["level"] = part.level
    cleaned = cleaned_fields(strategy, kind=kind, fields=fields)
    with strategy_act(f"change_{kind}", by=by, strategy=strategy, about=f"{kind}:{part.pk}"):
        if seen and seen != fingerprint(part):
            raise Invalid("seen", Say("strategy.changed_meanwhile"))
        PARTS[kind]._default_manager.filter(pk=part.pk).update(**cleaned.own)
        _link(part, cleaned)


def remove_part(*, by: Actor, strategy: Strategy, part: Part) -> None:
    """Away from the page; everything linked to it is still linked when it is restored."""
    kind = kind_of(part)
    with strategy_act(f"remove_{kind}", by=by, strategy=strategy, about=f"{kind}:{part.pk}"):
        PARTS[kind]._default_manager.filter(pk=part.pk).update(removed_at=timezone.now())


def restore_part(*, by: Actor, strategy: Strategy, part: Part) -> None:
    kind = kind_of(part)
    with strategy_act(f"restore_{kind}", by=by, strategy=strategy, about=f"{kind}:{part.pk}"):
        PARTS[kind]._default_manager.filter(pk=part.pk).update(removed_at=None)


def move_part(*, by: Actor, strategy: Strategy, part: Part, steps: int) -> None:
    """Up (-1) or down (+1) among its like; at the end of the row it stays where it is."""
    kind = kind_of(part)
    with strategy_act(f"move_{kind}", by=by, strategy=strategy, about=f"{kind}:{part.pk}"):
        rows: list[Any] = list(_siblings(part, strategy).filter(removed_at=None))
        here = next((at for at, row in enumerate(rows) if row.pk == part.pk), None)
        if here is None:
            return
        rows.insert(max(0, here + steps), rows.pop(here))
        for position, row in enumerate(rows, start=1):
            row.position = position
        PARTS[kind]._default_manager.bulk_update(rows, ["position"], batch_size=200)


def _siblings(part: Part, strategy: Strategy) -> "QuerySet[Any]":
    rows: QuerySet[Any] = PARTS[kind_of(part)]._default_manager.all()
    if isinstance(part, Direction):
        return rows.filter(area=part.area_id)
    rows = rows.filter(strategy=strategy)
    return rows.filter(level=part.level) if isinstance(part, Goal) else rows


def _links(part: Goal | Area) -> Any:
    return getattr(part, LINKS[kind_of(part)])


def _link(part: Part, cleaned: Cleaned) -> None:
    """The chosen links, and those to removed goals: they come back with the goal."""
    if not isinstance(part, Goal | Area):
        return
    links = _links(part)
    asleep: list[Model] = list(links.exclude(removed_at=None))
    links.set([*cleaned.links, *asleep])


def _new_key(part: Goal | Area, strategy: Strategy) -> str:
    rows = strategy.goals if isinstance(part, Goal) else strategy.areas
    taken = set(rows.values_list("key", flat=True))
    stem = slugify(part.name)[:60].strip("-_") or kind_of(part)
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)

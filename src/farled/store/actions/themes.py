"""Themes: needs that belong together, a reason, and a proposed expedition or cruise measure."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.inventory.board import Grouping
from farled.core.text.clean import clean_given, clean_integer
from farled.store.actions.inventory_journal import inventory_act
from farled.store.gates import Actor
from farled.store.models import Area, Inventory, Need, Theme

LINES = {"name": 200, "carried_by": 200}
TEXTS = {"reason": 2000, "proposal": 2000}
KINDS = ("expedition", "cruise")
MOST_THEMES = 200


def create_theme(
    *, by: Actor, inventory: Inventory, needs: Sequence[Need] = (), **fields: Any
) -> Theme:
    """A new theme, at once with these needs in it. Raises Invalid with the field to mend."""
    found = _cleaned({"name": "", **fields})
    with inventory_act("create_theme", by=by, inventory=inventory) as changes:
        rows = Theme.objects.filter(inventory=inventory)
        if rows.count() >= MOST_THEMES:
            raise Invalid("name", Say("theme.too_many", {"most": MOST_THEMES}))
        last = rows.aggregate(n=Max("position"))["n"] or 0
        theme = Theme.objects.create(inventory=inventory, position=last + 1, **found)
        changes.add("theme", theme.pk)
        numbers = [need.pk for need in needs]
        changes.change("need", *numbers)
        Need.objects.filter(pk__in=numbers, inventory=inventory).update(
            theme=theme, version=F("version") + 1
        )
    return theme


def edit_theme(
    *, by: Actor, inventory: Inventory, theme: Theme, version: Any, **fields: Any
) -> None:
    """Raises Invalid (`theme.changed_meanwhile` when somebody else was first)."""
    seen = clean_integer(version, field="version", least=1, most=10**9)
    found = _cleaned(fields)
    about = f"theme:{theme.pk}"
    with inventory_act("edit_theme", by=by, inventory=inventory, about=about) as changes:
        changes.change("theme", theme.pk)
        same = Theme.objects.filter(pk=theme.pk, inventory=inventory, version=seen, removed_at=None)
        if not same.update(version=seen + 1, **found):
            raise Invalid("version", Say("theme.changed_meanwhile"))
    theme.refresh_from_db()


def remove_theme(*, by: Actor, inventory: Inventory, theme: Theme) -> None:
    """The theme goes; its needs stay, without a theme."""
    about = f"theme:{theme.pk}"
    with inventory_act("remove_theme", by=by, inventory=inventory, about=about) as changes:
        needs = list(Need.objects.filter(theme=theme).values_list("pk", flat=True))
        changes.change("theme", theme.pk)
        changes.change("need", *needs)
        Need.objects.filter(pk__in=needs).update(theme=None, version=F("version") + 1)
        Theme.objects.filter(pk=theme.pk, inventory=inventory).update(removed_at=timezone.now())


def move_needs(
    *,
    by: Actor,
    inventory: Inventory,
    needs: Sequence[Need],
    grouping: Grouping,
    to: Theme | Area | str | None,
    away_from: Mapping[int, Collection[str]] = MappingProxyType({}),
) -> None:
    """To another column of the board: a theme, an area or a dimension; None takes them out of it.

    A need may stand in several areas and dimensions: it leaves those that `away_from` names for it.
    """
    numbers = [need.pk for need in needs]
    with inventory_act("move_needs", by=by, inventory=inventory) as changes:
        changes.change("need", *numbers)
        for need in Need.objects.filter(pk__in=numbers, inventory=inventory, removed_at=None):
            _move(need, grouping, to=to, left=away_from.get(need.pk, ()))
            need.version += 1
            need.save()


def _move(
    need: Need, grouping: Grouping, *, to: Theme | Area | str | None, left: Collection[str]
) -> None:
    """Nothing to go to and nothing to leave means: out of all of them."""
    everywhere = to is None and not left
    if grouping == "theme":
        need.theme = to if isinstance(to, Theme) else None
    elif grouping == "area":
        need.areas.remove(*[a for a in need.areas.all() if everywhere or str(a.pk) in left])
        need.areas.add(*[to] if isinstance(to, Area) else ())
    else:
        kept = [d for d in need.dimensions if not everywhere and d not in left]
        need.dimensions = [*kept, *[to] * (isinstance(to, str) and to not in kept)]


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {**clean_given(fields, lines=LINES, texts=TEXTS, required="name")}
    if "proposal_kind" in fields:
        if fields["proposal_kind"] not in ("", *KINDS):
            raise Invalid("proposal_kind", Say("theme.unknown_kind"))
        found["proposal_kind"] = fields["proposal_kind"]
    return found

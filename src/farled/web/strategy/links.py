"""Links to other stations, where those stations are there."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from farled.store.models import GoalConflict, Inventory, Need
from farled.web.ui.parts import Link


def address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def need_links(needs: Iterable[Need]) -> list[Link]:
    return [
        Link(
            need.what,
            address("inventory:need", need.inventory.slug, need.number),
            "need",
            _("behov %(number)s i %(inventory)s")
            % {"number": need.number, "inventory": need.inventory.name},
        )
        for need in needs
    ]


def conflict_links(conflicts: Iterable[GoalConflict]) -> list[Link]:
    return [
        Link(
            one.title,
            f"{address('inventory:conflicts', one.inventory.slug)}#conflict-{one.pk}",
            "conflict",
            one.inventory.name,
        )
        for one in conflicts
    ]


def inventory_links(inventories: Iterable[Inventory]) -> list[Link]:
    return [Link(one.name, address("inventory:show", one.slug), "need") for one in inventories]

"""The goal conflicts that the workshops found: both sides' words, where, who gains and loses, and the thread both ways."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from farled.core.access import Permission
from farled.store.models import Goal, GoalConflict, Inventory, Need
from farled.store.queries.conflicts import conflicts_of
from farled.web.inventory.here import Here, here, page
from farled.web.ui.content import content
from farled.web.ui.links import link_to
from farled.web.ui.parts import Link
from farled.web.ui.signed_in import login_required


@dataclass(frozen=True)
class Side:
    """What one side would sign, and the goal and need it speaks for."""

    words: str
    speaks_for: list[Link]


@dataclass(frozen=True)
class Shown:
    """A conflict with its sides, its types in words and the workshop that found it."""

    row: GoalConflict
    sides: tuple[Side, Side]
    types: list[str]
    found_in: Link | None


@login_required
@require_GET
def conflicts(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    listed = [_shown(row) for row in conflicts_of(at.inventory)]
    context = page(at, "conflicts", conflicts=listed, new_workshop=_new_workshop(at))
    return render(request, "inventory/conflicts.html", context)


def _shown(row: GoalConflict) -> Shown:
    return Shown(
        row=row,
        sides=(
            Side(row.words_a, _links(row.inventory, row.goal_a, row.need_a)),
            Side(row.words_b, _links(row.inventory, row.goal_b, row.need_b)),
        ),
        types=_types(row),
        found_in=_workshop(row),
    )


def _types(row: GoalConflict) -> list[str]:
    names = {one["id"]: one["name"] for one in content("conflict_types")["types"]}
    return [names[key] for key in row.types if key in names]


def _links(inventory: Inventory, goal: Goal | None, need: Need | None) -> list[Link]:
    """A goal that was taken out of the strategy keeps its name, not its page."""
    found = []
    if goal is not None:
        where = (goal.strategy.slug, "goal", goal.pk)
        url = "" if goal.removed_at else link_to("strategy:part", *where)
        found.append(Link(goal.name, url, "goal", note=_("mål i strategin")))
    if need is not None:
        url = reverse("inventory:need", args=[inventory.slug, need.number])
        found.append(Link(need.what, url, "need", note=_("behov #%s") % need.number))
    return found


def _workshop(row: GoalConflict) -> Link | None:
    workshop = row.step.workshop if row.step else None
    if workshop is None:
        return None
    return Link(workshop.name, link_to("report:workshop", workshop.slug), "workshop")


def _new_workshop(at: Here) -> str:
    may_plan = at.may(Permission.PLAN_WORKSHOP)
    return link_to("workshop:new", at.inventory.slug) if may_plan else ""

"""Inventories, their needs, themes and workshops."""

from django.http import HttpRequest
from ninja import Router

from farled.api.v1 import shapes
from farled.api.v1.callers import caller_of, regions_of
from farled.api.v1.errors import REFUSALS, Error
from farled.api.v1.paging import Page, Paging
from farled.core.access import Permission
from farled.store.gates import inventory_for
from farled.store.queries.needs import picture
from farled.store.queries.rooms import room_lines
from farled.store.queries.voyages import counts, voyages

router = Router(tags=["inventories"])


@router.get("", response={200: Page[shapes.InventoryLine], REFUSALS: Error})
def inventories(
    request: HttpRequest, part: Paging, region: str = "", archived: bool = False
) -> object:
    """Inventories of the caller's regions, newest first; `region` is a slug."""
    found = voyages(regions_of(request, region), archived=archived)
    items = [shapes.inventory_line(one) for one in part.of(found)]
    return {"count": len(found), "items": items}


@router.get("/{slug}", response={200: shapes.Inventory, REFUSALS: Error})
def inventory(request: HttpRequest, slug: str) -> object:
    """One inventory."""
    row = inventory_for(caller_of(request), slug, Permission.VIEW_REGION)
    return shapes.inventory(row, counts([row])[row.pk])


@router.get("/{slug}/needs", response={200: Page[shapes.Need], REFUSALS: Error})
def needs(request: HttpRequest, slug: str, part: Paging) -> object:
    """Its needs, in their order on the board."""
    seen = picture(inventory_for(caller_of(request), slug, Permission.VIEW_REPORT))
    items = [shapes.need(one, seen) for one in part.of(seen.needs)]
    return {"count": len(seen.needs), "items": items}


@router.get("/{slug}/themes", response={200: Page[shapes.Theme], REFUSALS: Error})
def themes(request: HttpRequest, slug: str, part: Paging) -> object:
    """Its themes, with the numbers of their needs."""
    seen = picture(inventory_for(caller_of(request), slug, Permission.VIEW_REPORT))
    items = [shapes.theme(one, seen) for one in part.of(seen.themes)]
    return {"count": len(seen.themes), "items": items}


@router.get("/{slug}/workshops", response={200: Page[shapes.Workshop], REFUSALS: Error})
def workshops(request: HttpRequest, slug: str, part: Paging) -> object:
    """Its workshops, the first held first."""
    found = room_lines(inventory_for(caller_of(request), slug, Permission.VIEW_REPORT))
    return {"count": len(found), "items": [shapes.workshop(one) for one in part.of(found)]}

"""Strategies: listed, whole as JSON, and as the TOML file that Farled reads."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from farled.api.v1.callers import caller_of, regions_of
from farled.api.v1.errors import REFUSALS, Error
from farled.api.v1.paging import Page, Paging
from farled.core.access import Permission
from farled.core.strategy.strategy import Strategy
from farled.core.strategy.writing import format_strategy
from farled.store.gates import strategy_for
from farled.store.models import Strategy as Row
from farled.store.queries.strategy import strategies_of, strategy_value

router = Router(tags=["strategies"])


class StrategyLine(Schema):
    """`region` is a slug."""

    slug: str
    name: str
    region: str
    valid_from: date | None
    valid_to: date | None


@router.get("", response={200: Page[StrategyLine], REFUSALS: Error})
def strategies(request: HttpRequest, part: Paging, region: str = "") -> object:
    """Strategies of the caller's regions, by name."""
    found = [row for one in regions_of(request, region) for row in strategies_of(one)]
    return {"count": len(found), "items": [_line(row) for row in part.of(found)]}


@router.get("/{slug}", response={200: Strategy, REFUSALS: Error})
def strategy(request: HttpRequest, slug: str) -> object:
    """The whole strategy; goals, areas and their links by key."""
    return strategy_value(strategy_for(caller_of(request), slug, Permission.VIEW_REGION))


@router.get(
    "/{slug}/toml",
    response={REFUSALS: Error},
    openapi_extra={
        "responses": {
            200: {
                "description": "The strategy as TOML",
                "content": {"application/toml": {"schema": {"type": "string"}}},
            }
        }
    },
)
def strategy_toml(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a file that Farled reads."""
    row = strategy_for(caller_of(request), slug, Permission.EXPORT)
    return HttpResponse(
        format_strategy(strategy_value(row)), content_type="application/toml; charset=utf-8"
    )


def _line(row: Row) -> StrategyLine:
    return StrategyLine(
        slug=row.slug,
        name=row.name,
        region=row.region.slug,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )

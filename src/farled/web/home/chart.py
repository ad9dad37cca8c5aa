"""The chart table: a row for each inventory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from farled.core.access import Permission, may
from farled.store.models import Region
from farled.store.queries.account import Seat
from farled.store.queries.voyages import Room, Voyage, voyages
from farled.web.ui.links import link_to
from farled.web.ui.parts import Stage
from farled.web.ui.voyage import Next, following, stages


@dataclass(frozen=True)
class Live:
    """A workshop that goes on now; `url` leads to its bridge, for those who may stand there."""

    name: str
    code: str
    url: str


@dataclass(frozen=True)
class Row:
    """One inventory as it is drawn; without a next step for those who only read."""

    voyage: Voyage
    stages: list[Stage]
    next: Next | None
    live: list[Live]


@dataclass(frozen=True)
class Table:
    """The inventories of one region."""

    region: Region
    rows: list[Row]
    may_begin: bool


def chart(seats: Sequence[Seat]) -> dict[str, Any]:
    """What the chart table shows to somebody with these seats."""
    found = voyages([seat.region for seat in seats])
    tables = [_table(seat, [v for v in found if v.region == seat.region.slug]) for seat in seats]
    return {"tables": tables}


def _table(seat: Seat, own: list[Voyage]) -> Table:
    return Table(
        region=seat.region,
        rows=[_row(voyage, seat) for voyage in own],
        may_begin=may(seat.role, Permission.EDIT_INVENTORY),
    )


def _row(voyage: Voyage, seat: Seat) -> Row:
    live, planned = voyage.live, voyage.planned
    leads = may(seat.role, Permission.LEAD_WORKSHOP)
    step = following(
        voyage.slug,
        voyage.counts,
        live=live[0].slug if live else "",
        planned=planned[0].slug if planned else "",
        leads=leads,
    )
    return Row(
        voyage=voyage,
        stages=stages(voyage.slug, voyage.counts, strategy=voyage.strategy_slug),
        # while a workshop goes on, its own line says where to go
        next=step if may(seat.role, Permission.EDIT_INVENTORY) and not (live and leads) else None,
        live=[_live(room, leads=leads) for room in live],
    )


def _live(room: Room, *, leads: bool) -> Live:
    code = f"{room.code[:4]} {room.code[4:]}" if room.joining_open else ""
    return Live(room.name, code, link_to("workshop:bridge", room.slug) if leads else "")

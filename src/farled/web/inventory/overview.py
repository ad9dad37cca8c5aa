"""What the inventory's own page tells: the voyage, the rooms, the needs, who is involved, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from farled.core.access import Permission
from farled.core.inventory.board import Theme
from farled.core.inventory.lfa_steps import next_sensible_step
from farled.core.inventory.voyage import Counts
from farled.store.queries.inventory import lfa_steps, recent_undos, sharing_log, stakeholders
from farled.store.queries.needs import picture
from farled.store.queries.voyages import Room, counts, rooms
from farled.web.inventory.grid import grid
from farled.web.inventory.here import Here
from farled.web.inventory.words import lfa_words, log_lines, recent, status_words
from farled.web.ui.links import link_to
from farled.web.ui.voyage import following, stages


@dataclass(frozen=True)
class RoomLine:
    """A workshop and where to go with it."""

    room: Room
    url: str
    bridge: str
    report: str
    is_live: bool  # not where its inventory is put away


def overview(at: Here) -> dict[str, Any]:
    inventory = at.inventory
    counted: Counts = counts([inventory])[inventory.pk]
    listed = rooms([inventory.pk]).get(inventory.pk, [])
    strategy = inventory.strategy
    seen = picture(inventory)
    people = stakeholders(inventory)
    return {
        "counts": counted,
        "stages": stages(inventory.slug, counted, strategy=strategy.slug if strategy else ""),
        "next": _next(at, counted, listed),
        "rooms": [_line(at, room) for room in listed],
        "put_away": [_line(at, room) for room in _put_away(at)],
        "new_workshop": _new_workshop(at),
        "themes": [_theme(theme, seen.needs) for theme in seen.themes],
        "newest": sorted(seen.needs, key=lambda need: -need.number)[:5],
        "strategy_url": link_to("strategy:page", strategy.slug) if strategy else "",
        "report_url": link_to("report:inventory", inventory.slug),
        "share_url": link_to("dialogue:summary", inventory.slug)
        if at.may(Permission.SHARE)
        else "",
        "grid": grid(people),
        "stakeholders": people,
        "lfa": _lfa(at),
        "status": status_words(inventory.records_status),
        "log": log_lines(sharing_log(inventory)[:3]),
        "recent": recent(recent_undos(inventory)),
    }


def _put_away(at: Here) -> list[Room]:
    return rooms([at.inventory.pk], archived=True).get(at.inventory.pk, [])


def _next(at: Here, counted: Counts, listed: list[Room]) -> Any:
    if at.inventory.archived_at or not at.may(Permission.EDIT_INVENTORY):
        return None
    live = next((room.slug for room in listed if room.state == "live"), "")
    planned = next((room.slug for room in listed if room.state == "planned"), "")
    leads = at.may(Permission.LEAD_WORKSHOP)
    return following(at.inventory.slug, counted, live=live, planned=planned, leads=leads)


def _line(at: Here, room: Room) -> RoomLine:
    leads = at.may(Permission.LEAD_WORKSHOP)
    return RoomLine(
        room,
        url=link_to("workshop:show", room.slug),
        bridge=link_to("workshop:bridge", room.slug) if leads else "",
        report=link_to("report:workshop", room.slug) if room.state != "planned" else "",
        is_live=room.state == "live" and not at.inventory.archived_at,
    )


def _new_workshop(at: Here) -> str:
    may_plan = at.may(Permission.PLAN_WORKSHOP) and not at.inventory.archived_at
    return link_to("workshop:new", at.inventory.slug) if may_plan else ""


def _theme(theme: Theme, needs: Any) -> dict[str, Any]:
    return {"theme": theme, "count": sum(need.theme == theme.id for need in needs)}


def _lfa(at: Here) -> dict[str, Any]:
    rows = lfa_steps(at.inventory)
    states = {key: row.state for key, row in rows.items()}
    upcoming = next_sensible_step(states)
    words = lfa_words()
    return {
        "steps": [
            {"key": key, "name": words[key]["name"], "state": states.get(key, "not_begun")}
            for key in words
        ],
        "done": sum(state == "done" for state in states.values()),
        "next": words[upcoming.key]["name"] if upcoming else _("Alla steg är klara"),
    }

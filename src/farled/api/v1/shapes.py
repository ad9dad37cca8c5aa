"""What inventories, needs, themes and workshops look like in JSON."""

from datetime import date
from typing import Any

from ninja import Schema

from farled.core.inventory.board import Picture
from farled.core.inventory.board import Theme as ThemeValue
from farled.core.inventory.needs import Need as NeedValue
from farled.core.inventory.voyage import Counts as CountsValue
from farled.store.models import Inventory as InventoryRow
from farled.store.queries.rooms import RoomLine
from farled.store.queries.voyages import Voyage


class Counts(Schema):
    """How far the inventory has come. `voices` are those shown to their room."""

    stakeholders: int
    planned: int
    live: int
    finished: int
    voices: int
    needs: int
    themes: int
    expeditions: int
    cruises: int
    conflicts: int


class InventoryLine(Schema):
    """An inventory in the list; `region` and `strategy` are slugs."""

    slug: str
    name: str
    question: str
    region: str
    strategy: str | None
    counts: Counts


class Inventory(InventoryLine):
    language: str
    period_from: date | None
    period_to: date | None
    owning_authority: str
    partners: str
    diary_number: str
    records_status: str
    archived: bool


class Need(Schema):
    """A need in the group's words. `voices` is how many stand behind it; `areas` and `goals` are names."""

    number: int
    what: str
    description: str
    for_whom: str
    where: str
    areas: list[str]
    goals: list[str]
    dimensions: list[str]
    women: str
    men: str
    not_relevant_because: str
    theme: str | None
    voices: int


class Theme(Schema):
    """`proposal_kind` is expedition, cruise or empty; `needs` are the needs' numbers."""

    id: int
    name: str
    reason: str
    proposal_kind: str
    proposal: str
    carried_by: str
    needs: list[int]


class Workshop(Schema):
    """`state` is planned, live or finished; `people` counts those a table's phone stands for."""

    slug: str
    name: str
    state: str
    held_on: date | None
    place: str
    steps: int
    people: int
    voices: int
    conflicts: int


def counts(value: CountsValue) -> Counts:
    return Counts(**{name: getattr(value, name) for name in Counts.model_fields})


def inventory_line(voyage: Voyage) -> InventoryLine:
    return InventoryLine(
        slug=voyage.slug,
        name=voyage.name,
        question=voyage.question,
        region=voyage.region,
        strategy=voyage.strategy_slug or None,
        counts=counts(voyage.counts),
    )


def inventory(row: InventoryRow, counted: CountsValue) -> Inventory:
    names = (
        *("slug", "name", "question", "language", "period_from", "period_to", "owning_authority"),
        *("partners", "diary_number", "records_status"),
    )
    own: dict[str, Any] = {name: getattr(row, name) for name in names}
    return Inventory(
        region=row.region.slug,
        strategy=row.strategy.slug if row.strategy else None,
        counts=counts(counted),
        archived=row.archived_at is not None,
        **own,
    )


def need(value: NeedValue, picture: Picture) -> Need:
    areas, goals = dict(picture.areas), dict(picture.goals)
    themes = {theme.id: theme.name for theme in picture.themes}
    texts = ("number", "what", "description", "for_whom", "where", "women", "men")
    own: dict[str, Any] = {name: getattr(value, name) for name in texts}
    return Need(
        areas=[areas[key] for key in value.areas if key in areas],
        goals=[goals[key] for key in value.goals if key in goals],
        dimensions=list(value.dimensions),
        not_relevant_because=value.not_relevant_because,
        theme=themes.get(value.theme or 0),
        voices=len(value.voices),
        **own,
    )


def theme(value: ThemeValue, picture: Picture) -> Theme:
    names = ("id", "name", "reason", "proposal_kind", "proposal", "carried_by")
    own: dict[str, Any] = {name: getattr(value, name) for name in names}
    return Theme(needs=[one.number for one in picture.needs if one.theme == value.id], **own)


def workshop(line: RoomLine) -> Workshop:
    return Workshop(**{name: getattr(line, name) for name in Workshop.model_fields})

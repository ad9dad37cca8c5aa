"""What of the needs a page shows, read from its address: whatever is typed there, it is a filter or nothing."""

from dataclasses import dataclass

from django.http import QueryDict

from farled.core.inventory.board import GROUPINGS, ORDERS, Filter, Grouping

LONGEST_WORDS = 200


@dataclass(frozen=True)
class Look:
    """How the needs are shown, and which."""

    view: str
    by: Grouping
    sort: str
    falling: bool
    wanted: Filter


def look(query: QueryDict) -> Look:
    by = query.get("by", "")
    sort = query.get("sort", "")
    return Look(
        view="list" if query.get("view") == "list" else "board",
        by=by if by in GROUPINGS else "theme",
        sort=sort if sort in ORDERS else "number",
        falling=query.get("falling") == "1",
        wanted=Filter(
            area=number(query.get("area")),
            dimension=query.get("dimension", "")[:20],
            goal=number(query.get("goal")),
            theme=number(query.get("theme")),
            workshop=number(query.get("workshop")),
            without_gender=query.get("without_gender") == "1",
            without_voices=query.get("without_voices") == "1",
            words=query.get("q", "").replace("\x00", "")[:LONGEST_WORDS],
        ),
    )


def number(typed: str | None) -> int | None:
    """A row's number as it stands in an address; None for everything else."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def numbers(typed: list[str]) -> list[int]:
    """Rows' numbers from ticked boxes: "12", or "12:5" for need 12 in column 5."""
    found = (number(text.partition(":")[0]) for text in typed[:2000])
    return [one for one in found if one is not None]

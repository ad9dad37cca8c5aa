"""CSV edge list: `from,to[,sign][,strength][,delay]`, or one signed `weight` (methods.md 5)."""

from collections.abc import Iterator, Mapping, Sequence

from farled.core.causal.causal_map import Drawn, Factor, Link, causal_map
from farled.core.finding import Invalid, Say
from farled.core.formats.table import number, read_table

COLUMNS = ("from", "to", "sign", "strength", "weight", "delay")
SIGNS = {"+": 1, "1": 1, "+1": 1, "-": -1, "\u2212": -1, "-1": -1, "?": None, "0": None, "": None}


def read(data: bytes) -> Drawn | None:
    """The map of an edge list, factors in the order they are first named; None where the headings are others.

    Raises Invalid (`edge_list.end`, `edge_list.sign`, `edge_list.delay`, and those of `table.number`).
    """
    rows = read_table(data).rows
    headings = [cell.casefold() for cell in rows[0]]
    if not {"from", "to"} <= set(headings):
        return None
    column = {name: headings.index(name) for name in COLUMNS if name in headings}
    links = list(_links(rows[1:], column))
    named = dict.fromkeys(end for link in links for end in (link.source, link.target))
    return causal_map([Factor(one) for one in named], links)


def _links(rows: Sequence[Sequence[str]], column: Mapping[str, int]) -> Iterator[Link]:
    for at, row in enumerate(rows, 2):
        cells = {name: row[place] if place < len(row) else "" for name, place in column.items()}
        if any(cells.values()):
            yield _link(cells, row=at)


def _link(cells: Mapping[str, str], *, row: int) -> Link:
    if not cells["from"] or not cells["to"]:
        raise Invalid("from", Say("edge_list.end", {"row": row}))
    sign, strength = _sign_and_strength(cells, row=row)
    delay = cells.get("delay", "").casefold()
    if delay not in ("", "none", "short", "long"):
        raise Invalid("delay", Say("edge_list.delay", {"row": row, "cell": delay[:40]}))
    return Link(cells["from"], cells["to"], sign, strength, "" if delay == "none" else delay)


def _sign_and_strength(cells: Mapping[str, str], *, row: int) -> tuple[int | None, float | None]:
    if "weight" in cells:
        weight = number(cells["weight"], row=row, column="weight")
        return (None, None) if weight is None else (-1 if weight < 0 else 1, abs(weight))
    if cells.get("sign", "+") not in SIGNS:
        raise Invalid("sign", Say("edge_list.sign", {"row": row, "cell": cells["sign"][:40]}))
    return SIGNS[cells.get("sign", "+")], number(
        cells.get("strength", ""), row=row, column="strength"
    )

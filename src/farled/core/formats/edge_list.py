"""CSV edge list: `from,to[,sign][,strength][,delay]`, or one signed `weight` (methods.md 5)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from farled.core.causal.causal_map import CausalMap, Drawn, Factor, Link, causal_map
from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.arrows import plain
from farled.core.formats.signs import delay_in, sign_in
from farled.core.formats.source import Source
from farled.core.formats.table import Table, number
from farled.core.formats.weight_matrix import is_square
from farled.core.formats.workbook import Cell

# also as other tools and Swedish people head their columns
HEADINGS = {
    "from": "from", "source": "from", "från": "from", "to": "to", "target": "to", "till": "to",
    "sign": "sign", "polarity": "sign", "tecken": "sign", "type": "type", "typ": "type",
    "strength": "strength", "styrka": "strength", "weight": "weight", "vikt": "weight",
    "delay": "delay", "fördröjning": "delay", "direction": "direction", "riktning": "direction",
    "cause": "from", "orsak": "from", "effect": "to", "verkan": "to", "polaritet": "sign",
}  # fmt: skip
MOST_REMEMBERED = 200_000  # names of factors, which come again in many rows
MUTUAL, UNDIRECTED = (
    {"mutual", "ömsesidig"},
    {"undirected", "oriktad"},
)  # as Kumu and Gephi call them
SIGNS = {1: "1", -1: "-1", None: "?"}
Columns = Mapping[str, int]


def read(source: Source) -> Drawn | None:
    """The map of an edge list, factors in the order they are first named; None where the headings are others.

    A sign or a signed weight tells the direction; where neither column is there every sign is unknown, with a finding.
    Raises Invalid (`edge_list.row_long`, `edge_list.end`, `edge_list.sign`, `edge_list.sign_and_weight`, `edge_list.strength`,
    `edge_list.delay`, and those of `table.number`), each with its row.
    """
    table = source.table
    if table is None:
        return None
    columns = _columns(table.rows[0])
    if not {"from", "to"} <= columns.keys():
        return None
    if 0 not in (columns["from"], columns["to"]) and is_square(table):
        return None  # a matrix of factors that happen to be called so
    links = list(_links(table, columns))
    named = dict.fromkeys(end for link in links for end in (link.source, link.target))
    found = causal_map([Factor(one) for one in named], links)
    warnings = (
        *source.other_sheets, *_unread(table.rows[0], columns), *_unsigned(columns, links),
        *_undirected(table, columns), *found.warnings,
    )  # fmt: skip
    return Drawn(found.map, found.links_read, found.zero_links, warnings)


def rows(chart: CausalMap) -> Sequence[Sequence[Cell]]:
    """A row a link; what is unknown is "?" or empty."""
    return [
        ("from", "to", "sign", "strength", "delay"),
        *(
            (link.source, link.target, SIGNS[link.sign], "" if link.strength is None else link.strength, link.delay)
            for link in chart.links
        ),
    ]  # fmt: skip


def _columns(headings: Sequence[str]) -> Columns:
    known = [HEADINGS.get(cell.casefold(), "") for cell in headings]
    return {name: known.index(name) for name in known if name}


def _unread(headings: Sequence[str], columns: Columns) -> Iterator[Finding]:
    left = [one for at, one in enumerate(headings) if one and at not in columns.values()]
    if left:
        why = Say("edge_list.unread", {"names": ", ".join(left)[:200]})
        yield Finding("edge_list.unread", tuple(left), why)


def _unsigned(columns: Columns, links: Sequence[Link]) -> Iterator[Finding]:
    if links and not {"sign", "weight", "type"} & columns.keys():
        yield Finding("edge_list.unsigned", (), Say("edge_list.unsigned"))
    count = sum(link.sign is None for link in links)
    if "type" in columns and not {"sign", "weight"} & columns.keys() and count:
        yield Finding("edge_list.type", (), Say("edge_list.type", {"count": count}))


def _undirected(table: Table, columns: Columns) -> Iterator[Finding]:
    places = [columns[name] for name in ("direction", "type") if name in columns]
    count = sum(
        any(at < len(row) and row[at].casefold() in UNDIRECTED for at in places)
        for row in (table.rows[1:] if places else ())
    )
    if count:
        why = Say("map_file.undirected", {"word": "", "count": count})
        yield Finding("map_file.undirected", (), why)


def _links(table: Table, columns: Columns) -> Iterator[Link]:
    named = lru_cache(MOST_REMEMBERED)(plain)
    width = len(table.rows[0])
    for at, row in enumerate(table.rows[1:], 2):
        if len(row) > width and any(row[width:]):
            raise Invalid("file", Say("edge_list.row_long", {"row": at, "columns": width}))
        cells = {name: row[place] for name, place in columns.items() if place < len(row)}
        if any(cells.values()):
            pair = named(cells.get("from", "")), named(cells.get("to", ""))
            yield _link(pair, cells, row=at)
            if cells.get("direction", "").casefold() in MUTUAL:
                yield _link(pair[::-1], cells, row=at)


def _link(ends: tuple[str, str], cells: Mapping[str, str], *, row: int) -> Link:
    if not all(ends):
        raise Invalid("from", Say("edge_list.end", {"row": row}))
    sign, strength = _sign_and_strength(cells, row=row)
    delay = delay_in(cells.get("delay", ""))
    if delay is None:
        raise Invalid("delay", Say("edge_list.delay", {"row": row, "cell": cells["delay"][:40]}))
    return Link(*ends, sign, strength, delay)


def _sign_and_strength(cells: Mapping[str, str], *, row: int) -> tuple[int | None, float | None]:
    weight = number(cells.get("weight", ""), row=row, column="weight")
    strength = number(cells.get("strength", ""), row=row, column="strength")
    if strength is not None and strength < 0:
        raise Invalid("strength", Say("edge_list.strength", {"row": row}))
    size = abs(weight) if strength is None and weight is not None else strength
    kind = sign_in(cells.get("type", ""))[0]
    said = cells.get("sign") or ("" if kind is None else cells["type"])
    if said:
        return _sign(said, weight, row=row), size
    if weight is not None:
        return (-1 if weight < 0 else 1), size
    return None, size


def _sign(word: str, weight: float | None, *, row: int) -> int | None:
    sign, known = sign_in(word)
    if not known:
        raise Invalid("sign", Say("edge_list.sign", {"row": row, "cell": word[:40]}))
    if sign == 1 and weight is not None and weight < 0:
        raise Invalid("sign", Say("edge_list.sign_and_weight", {"row": row}))
    return sign

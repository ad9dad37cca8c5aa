"""A square of weights as a map: the row influences the column (methods.md 5)."""

from collections.abc import Sequence

from farled.core.causal.causal_map import CausalMap, Drawn, Factor, Link, causal_map
from farled.core.formats.arrows import plain
from farled.core.formats.ratings import ids_above, one_line, read_matrix
from farled.core.formats.source import Source
from farled.core.formats.table import Table
from farled.core.formats.workbook import Cell


def read(source: Source) -> Drawn | None:
    """The map of a matrix, CSV or XLSX; None where no id stands in both the first row and the first column.

    An empty cell is no link; one that says 0 is a link of weight 0, counted and no part of the map, but on the diagonal
    nothing. A weight on the diagonal is a link to itself and left out with a finding. Raises Invalid (`matrix.id_missing`, `matrix.id_twice`, `matrix.not_square`, `matrix.row_long`, `matrix.too_large`, and those
    of `table.number`).
    """
    table = source.table
    if table is None or not looks_square(table):
        return None
    ids, cells = read_matrix(table)
    factors = [Factor(plain(one)) for one in ids]
    links = [
        Link(source.id, target.id, -1 if weight < 0 else 1, abs(weight))
        for source, row in zip(factors, cells, strict=True)
        for target, weight in zip(factors, row, strict=True)
        if weight
    ]
    drawn = causal_map(factors, links)
    zeros = sum(
        weight == 0 for at, row in enumerate(cells) for to, weight in enumerate(row) if at != to
    )
    warnings = (*source.other_sheets, *drawn.warnings)
    return Drawn(drawn.map, drawn.links_read + zeros, zeros, warnings)


def looks_square(table: Table) -> bool:
    """Whether at least half of the ids of the shorter side stand on both sides: who wrote this meant a matrix."""
    columns, rows = _sides(table)
    return len(columns & rows) * 2 >= min(len(columns), len(rows)) > 0


def is_square(table: Table) -> bool:
    """Whether the same ids stand on both sides, and headings of a list are none of them."""
    columns, rows = _sides(table)
    return columns == rows


def _sides(table: Table) -> tuple[set[str], set[str]]:
    rows = {one_line(row[0]) for row in table.rows[1:] if row and row[0]}
    return set(filter(None, ids_above(table))), rows


def rows(chart: CausalMap) -> Sequence[Sequence[Cell]]:
    """Weights with ids before and above; empty where there is no link, or one whose sign nobody knows."""
    weights = {(link.source, link.target): link.weight for link in chart.links}
    return [
        ("", *chart.ids),
        *((one, *(_cell(weights.get((one, other))) for other in chart.ids)) for one in chart.ids),
    ]


def _cell(weight: float | None) -> Cell:
    return "" if weight is None else weight

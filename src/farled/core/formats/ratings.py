"""Goal ratings from files: a matrix a person (row influences column), or a long list (methods.md 5)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from farled.core.conflicts.matrix import HIGHEST, LOWEST, Answer, Rated, ratings
from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.table import Progress, Table, number, read_table

LONG = {"from", "to", "score"}
MOST_SIDE = 4000  # ids of a matrix: 16 million cells
Cells = tuple[tuple[str, ...], tuple[tuple[float | None, ...], ...]]


def read_matrix(table: Table, *, read: Callable[..., float | None] = number) -> Cells:
    """Ids and the square of cells, row influences column; None where a cell is empty. Columns follow the rows' order.

    `read` makes a number of a cell, as `table.number` does.
    Raises Invalid (`matrix.no_cells`, `matrix.too_large`, `matrix.id_missing`, `matrix.id_twice`, `matrix.not_square`,
    `matrix.row_long`, and those of `table.number`).
    """
    columns = list(ids_above(table))
    while columns and not columns[-1]:
        columns.pop()
    rows = [(at, row) for at, row in enumerate(table.rows[1:], 2) if any(row)]
    ids = tuple(one_line(row[0]) for _, row in rows)
    _check_ids(columns, ids, rows=[at for at, _ in rows])
    place = {name: at for at, name in enumerate(columns, 1)}
    for at, row in rows:
        if any(row[len(columns) + 1 :]):
            raise Invalid("matrix", Say("matrix.row_long", {"row": at, "columns": len(columns)}))
    return ids, tuple(
        tuple(
            read(row[place[one]] if place[one] < len(row) else "", row=at, column=one)
            for one in ids
        )
        for at, row in rows
    )


def ids_above(table: Table) -> tuple[str, ...]:
    """The ids above the columns. R writes them without a cell before them; then every other row is one cell longer."""
    first, others = list(map(one_line, table.rows[0])), [row for row in table.rows[1:] if any(row)]
    is_wider = all(len(row) == len(first) + 1 for row in others)
    return tuple(first if is_wider and set(first) == {one_line(row[0]) for row in others} else first[1:])  # fmt: skip


def one_line(cell: str) -> str:
    """An id with single spaces: narrow headings are broken into lines where the same id before its row is not."""
    return " ".join(cell.split())


def _check_ids(columns: Sequence[str], ids: Sequence[str], *, rows: Sequence[int]) -> None:
    if not columns or not ids:
        raise Invalid("matrix", Say("matrix.no_cells"))
    if len(ids) > MOST_SIDE:
        raise Invalid("matrix", Say("matrix.too_large", {"is": len(ids), "most": MOST_SIDE}))
    for at, one in [(1, one) for one in columns] + list(zip(rows, ids, strict=True)):
        if not one:
            raise Invalid("matrix", Say("matrix.id_missing", {"row": at}))
    for names, where in ((columns, "1"), (ids, "A")):
        twice = next((one for one, count in Counter(names).items() if count > 1), None)
        if twice is not None:
            raise Invalid("matrix", Say("matrix.id_twice", {"id": twice[:80], "where": where}))
    odd = sorted(set(columns) ^ set(ids))
    if odd:
        raise Invalid("matrix", Say("matrix.not_square", {"id": odd[0][:80], "rows": len(ids), "columns": len(columns)}))  # fmt: skip


def read_strengths(table: Table) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """A matrix of whole numbers, for sums that stay exact; an empty cell is 0.

    Raises Invalid (`matrix.not_whole` and what `read_matrix` raises).
    """
    ids, cells = read_matrix(table, read=_exact)
    for one, row in zip(ids, cells, strict=True):
        if any(isinstance(value, float) and not value.is_integer() for value in row):
            raise Invalid("matrix", Say("matrix.not_whole", {"id": one[:80]}))
    return ids, tuple(tuple(int(value or 0) for value in row) for row in cells)


def _exact(cell: str, *, row: int, column: str) -> float | None:
    """Whole numbers of any size to the last digit."""
    found, bare = number(cell, row=row, column=column), cell.lstrip("+-\u2212\u2013")
    if found is None or not (bare.isascii() and bare.isdigit()):
        return found
    return -int(bare) if found < 0 else int(bare)


def is_long(table: Table) -> bool:
    """Whether this is a list of answers: headings `from`, `to` and `score`."""
    return {cell.casefold() for cell in table.rows[0]} >= LONG


def long_answers(table: Table) -> Iterator[Answer]:
    """One answer a row of `from,to,score[,participant][,group][,reason]`; a row without a score is no answer.

    Raises Invalid (`edge_list.row_long`, `edge_list.end`, `ratings.scale` and those of `table.number`).
    """
    headings = [cell.casefold() for cell in table.rows[0]]
    for at, row in enumerate(table.rows[1:], 2):
        cells = dict(zip(headings, row, strict=False))
        if not any(row):
            continue
        if any(row[len(headings) :]):
            raise Invalid("file", Say("edge_list.row_long", {"row": at, "columns": len(headings)}))
        if not cells.get("from") or not cells.get("to"):
            raise Invalid("from", Say("edge_list.end", {"row": at}))
        score = number(cells.get("score", ""), row=at, column="score")
        if score is not None and not LOWEST <= score <= HIGHEST:
            raise Invalid("score", Say("ratings.scale", {"row": at, "cell": cells["score"][:40]}))
        if score is not None:
            rest = {name: cells.get(name, "") for name in ("participant", "group", "reason")}
            yield Answer(cells["from"], cells["to"], score, **rest)


def _named(table: Table) -> tuple[str, ...]:
    """All goals of a list, also those that no row rates."""
    headings = [cell.casefold() for cell in table.rows[0]]
    ends = headings.index("from"), headings.index("to")
    cells = (row[at] for row in table.rows[1:] for at in ends if at < len(row))
    return tuple(dict.fromkeys(filter(None, cells)))


def read_ratings(files: Sequence[tuple[str, bytes]], *, progress: Progress | None = None) -> Rated:
    """The ratings in one or several files, each with the name of who answered: matrices, or lists.

    All matrices must rate the same goals; the first file's order is kept.
    Raises Invalid with the file's name as its field, and what `read_matrix` and `conflicts.matrix.ratings` raise.
    """
    ids: dict[str, None] = {}
    answers: list[Answer] = []
    warnings: list[Finding] = []
    for name, data in files:
        try:
            table = read_table(data, progress=progress)
            known, given = _one(table, name=name)
            if ids and not is_long(table) and set(known) != set(ids):
                raise Invalid("matrix", Say("matrix.other_goals"))
            # checked here, so that what is wrong is told of this file
            checked = ratings(known, given)
        except Invalid as wrong:
            raise Invalid(name, wrong.why) from None
        ids |= dict.fromkeys(known)
        answers += checked.ratings.answers
        warnings += [*table.warnings, *checked.warnings]
    return Rated(ratings(list(ids), answers).ratings, tuple(warnings))


def _one(table: Table, *, name: str) -> tuple[tuple[str, ...], list[Answer]]:
    if is_long(table):
        given = list(long_answers(table))
        return _named(table), given
    ids, cells = read_matrix(table)
    given = [
        Answer(a, b, score, participant=name)
        for a, row in zip(ids, cells, strict=True)
        for b, score in zip(ids, row, strict=True)
        if score is not None
    ]
    return ids, given

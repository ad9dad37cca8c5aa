"""Group: the tables' boards, or plenary's with what came from which table."""

from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.boards import Board, boards
from farled.core.workshop.values import Step

# cards on a board at a time: with thousands each move would take a second to draw and nobody finds anything
MOST_LOOSE, MOST_IN_PILE = 300, 60


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    laid_out = boards(view, step)
    source = view.state.step(step.source)
    return {
        "boards": laid_out,
        "plenary": step.settings.get("where") == "plenary",
        "source": source,
        "source_revealed": source is not None and source.revealed,
        "tables": view.state.tables,
        "table_names": {table.id: table.name for table in view.state.tables},
        "area_names": dict(view.state.frame.areas),
        "hidden": view.state.hidden_voices(step.source or 0),
        "groups": sum(len(board.piles) for board in laid_out),
        "made": view.groups_made.get(step.id, 0),
        "unplaced": sum(len(board.loose) + len(board.waiting) for board in laid_out),
        "unnamed": sum(not pile.group.name for board in laid_out for pile in board.piles),
        "largest": max((pile.size for board in laid_out for pile in board.piles), default=0),
        "focus": focused(laid_out),
        "most_loose": f":{MOST_LOOSE}",
        "past_loose": f"{MOST_LOOSE}:",
        "most_in_pile": f":{MOST_IN_PILE}",
        "past_pile": f"{MOST_IN_PILE}:",
    }


def focused(laid_out: tuple[Board, ...]) -> int | None:
    """The first board with something left to place."""
    for board in laid_out:
        if board.loose or board.waiting:
            return board.table.id if board.table else 0
    return None

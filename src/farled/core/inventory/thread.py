"""The red thread between voices and needs: through the groups of the workshops, wherever these went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A group and where it went: `need` when it became one, `merged_into` when another group took it up.

    `removed` with `merged_into` means that its voices moved along; without, that it was taken away.
    """

    id: int
    need: int | None
    merged_into: int | None
    removed: bool = False


def need_of_groups(groups: Iterable[GroupLink]) -> dict[int, int]:
    """The need each group belongs to: its own, else that of the group that took it up, else that of a group
    whose voices it took over. Groups without a need are left out."""
    by_id = {group.id: group for group in groups}
    found = {number: _upwards(group, by_id) for number, group in by_id.items()}
    for group in by_id.values():
        taker = by_id.get(group.merged_into) if group.merged_into is not None else None
        if group.need and group.removed and taker is not None and found[taker.id] is None:
            found[taker.id] = group.need
    return {number: need for number, need in found.items() if need is not None}


def _upwards(group: GroupLink, by_id: Mapping[int, GroupLink]) -> int | None:
    seen: set[int] = set()
    at: GroupLink | None = group
    while at is not None and at.id not in seen:
        if at.need is not None:
            return at.need
        seen.add(at.id)
        at = by_id.get(at.merged_into) if at.merged_into is not None else None
    return None


def what_became(merged: Mapping[int, int]) -> dict[int, int]:
    """Each merged need and the need it is part of now, in however many steps; `merged` holds the single ones."""
    return {need: _last(need, merged) for need in merged}


def _last(need: int, merged: Mapping[int, int]) -> int:
    seen: set[int] = set()
    while need in merged and need not in seen:
        seen.add(need)
        need = merged[need]
    return need


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A voice exactly as written and where it was said. `table` is "" where a table so small would name somebody.

    `need` and `group` say where it went; `left_alone` why it went nowhere; `put_away` is said of its workshop.
    """

    id: int
    text: str
    workshop: int
    workshop_name: str
    workshop_slug: str
    table: str = ""
    group: str = ""
    need: int | None = None
    left_alone: str = ""
    for_whom: str = ""
    where: str = ""
    areas: tuple[int, ...] = ()
    dimensions: tuple[str, ...] = ()
    typed_in: bool = False
    changed: bool = False
    put_away: bool = False

    @property
    def counts(self) -> bool:
        """A workshop put away keeps what no need rests on to itself."""
        return self.need is not None or not self.put_away

    @property
    def is_loose(self) -> bool:
        """In no need, and nobody has said why."""
        return self.need is None and not self.left_alone

"""What a participant's phone asks for: what is its own, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from farled.core.workshop.values import Conflict
from farled.store.models import GoalConflict, Group, Need, Step, Voice, Vote, Workshop
from farled.store.queries.conflicts import conflict_value


@dataclass(frozen=True)
class OwnVoice:
    """A voice as its author sees it: with what became of it."""

    id: int
    step: int
    prompt: str
    text: str
    state: str
    hide_reason: str
    left_alone: str
    group: str
    need: str
    item: int | None
    areas: tuple[int, ...]
    goals: tuple[int, ...]
    dimensions: tuple[str, ...]
    for_whom: str
    where: str


@dataclass(frozen=True)
class OwnThings:
    """`votes` maps step → item → value; `steps` the titles of the steps that are named."""

    voices: tuple[OwnVoice, ...]
    votes: dict[int, dict[int, int]]
    conflicts: tuple[Conflict, ...]
    steps: dict[int, str]


def own_things(workshop: Workshop, *, ballots: Collection[str]) -> OwnThings:
    """Everything behind these ballots in the workshop: at most six queries."""
    voices = _own_voices(workshop, ballots)
    conflicts = _own_conflicts(workshop, ballots)
    votes = _own_votes(workshop, ballots)
    named = {voice.step for voice in voices} | {conflict.step or 0 for conflict in conflicts}
    titles = Step.objects.filter(pk__in=named).values_list("pk", "title") if named else ()
    return OwnThings(voices, votes, conflicts, dict(titles))


def _own_voices(workshop: Workshop, ballots: Collection[str]) -> tuple[OwnVoice, ...]:
    rows = (
        Voice.objects.filter(step__workshop=workshop, ballot__in=ballots)
        .exclude(state="withdrawn")
        .select_related("group__need__merged_into", "group__merged_into__need__merged_into")
        .prefetch_related("areas", "goals")
        .order_by("pk")
    )
    return tuple(_own_voice(row) for row in rows)


def _own_voice(row: Voice) -> OwnVoice:
    group = _where_it_went(row.group)
    return OwnVoice(
        id=row.pk,
        step=row.step_id,
        prompt=row.prompt,
        text=row.text,
        state=row.state,
        hide_reason=row.hide_reason,
        left_alone=row.left_alone,
        group=group.name if group else "",
        need=_need_of(group),
        item=row.item_id,
        areas=tuple(area.pk for area in row.areas.all()),
        goals=tuple(goal.pk for goal in row.goals.all()),
        dimensions=tuple(row.dimensions),
        for_whom=row.for_whom,
        where=row.where,
    )


def _where_it_went(group: Group | None) -> Group | None:
    """The group a group was taken up into, as far up as it goes."""
    seen: set[int] = set()
    while group is not None and group.merged_into is not None and group.pk not in seen:
        seen.add(group.pk)
        group = group.merged_into
    return group


def _need_of(group: Group | None) -> str:
    need: Need | None = group.need if group else None
    if need is not None and need.merged_into is not None:
        need = need.merged_into
    return need.what if need is not None and need.removed_at is None else ""


def _own_votes(workshop: Workshop, ballots: Collection[str]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    rows = Vote.objects.filter(item__step__workshop=workshop, ballot__in=ballots)
    for step, item, value in rows.values_list("item__step", "item", "value"):
        found.setdefault(step, {})[item] = value
    return found


def _own_conflicts(workshop: Workshop, ballots: Collection[str]) -> tuple[Conflict, ...]:
    rows = GoalConflict.objects.filter(
        step__workshop=workshop, ballot__in=ballots, removed_at=None
    ).order_by("pk")
    return tuple(conflict_value(row).said() for row in rows)


def as_json(things: OwnThings) -> dict[str, Any]:
    """Plain data for the phone."""
    return {
        "voices": [_plain(voice) for voice in things.voices],
        "votes": things.votes,
        "conflicts": [_plain(conflict) for conflict in things.conflicts],
        "steps": things.steps,
    }


def _plain(thing: OwnVoice | Conflict) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}

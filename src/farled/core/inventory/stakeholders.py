"""Who affects and is affected, and who is missing in the room (LFA step 2; domain.md 2.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Say

# Örtengren's four groups, those who say no and those who lose. Words: content/<language>/stakeholder_groups.toml.
GROUPS = ("malgrupp", "genomforare", "beslutsfattare", "finansiar", "nej_rosten", "forlorare")
LEAST_GRADE, MOST_GRADE = 1, 5
_HIGH = 3


@dataclass(frozen=True)
class Stakeholder:
    """`interest` and `influence` run from 1 to 5 or are unknown; the parts are in the group's own words."""

    id: int
    name: str
    groups: tuple[str, ...] = ()
    interest: int | None = None
    influence: int | None = None
    planned_part: str = ""
    actual_part: str = ""
    contribution: str = ""
    attitude: str = ""


def quadrant(*, interest: int | None, influence: int | None) -> str | None:
    """`work_together`, `keep_satisfied`, `keep_informed` or `watch`; None while either is unknown.

    The grid of Mendelow (1981). The middle grade counts as high: better to involve one too many.
    Wordings: `stakeholder.quadrant.<id>`.
    """
    if interest is None or influence is None:
        return None
    if influence >= _HIGH:
        return "work_together" if interest >= _HIGH else "keep_satisfied"
    return "keep_informed" if interest >= _HIGH else "watch"


def missing_perspectives(
    stakeholders: Sequence[Stakeholder], attendance: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Who was planned to take part and is not here, heaviest first.

    `attendance` counts people by organisation. A stakeholder is here when its organisation is (capitals and spaces
    do not matter) or when an actual part is written down. First those planned with nobody here, then the groups
    that were planned and have nobody at all.
    """
    present = _present(attendance)
    planned = [one for one in stakeholders if one.planned_part.strip()]
    here = {one.id for one in planned if _is_here(one, present)}
    absent = [_absent(one) for one in planned if one.id not in here]
    groups = [
        _group_absent(group, planned)
        for group in GROUPS
        if _nobody(group, planned=planned, here=here)
    ]
    return tuple(sorted(absent, key=lambda finding: -finding.weight) + groups)


def standings(
    stakeholders: Iterable[Stakeholder], attendance: Mapping[str, int]
) -> Mapping[int, str]:
    """By id: `here`, `missing` (planned, and others have come), or empty where nothing is known yet.

    `attendance` counts people by organisation; who is here is told as in `missing_perspectives`.
    Wordings: `stakeholder.standing.<value>`.
    """
    present = _present(attendance)
    return {one.id: _standing(one, present) for one in stakeholders}


def missing_groups(stakeholders: Iterable[Stakeholder]) -> tuple[Finding, ...]:
    """Groups the stakeholder list has nobody in; the no-voice is the one most often forgotten."""
    listed = {group for one in stakeholders for group in one.groups}
    return tuple(
        Finding(
            "stakeholder.group_unlisted", (group,), Say(f"stakeholder.group_unlisted.{group}"), 0.4
        )
        for group in GROUPS
        if group not in listed
    )


def _standing(one: Stakeholder, present: set[str]) -> str:
    if _is_here(one, present):
        return "here"
    return "missing" if present and one.planned_part.strip() else ""


def _present(attendance: Mapping[str, int]) -> set[str]:
    return {_plain(name) for name, people in attendance.items() if people > 0}


def _is_here(one: Stakeholder, present: set[str]) -> bool:
    return _plain(one.name) in present or bool(one.actual_part.strip())


def _absent(one: Stakeholder) -> Finding:
    grades = (one.interest or _HIGH) + (one.influence or _HIGH)
    return Finding(
        "stakeholder.absent",
        (str(one.id),),
        Say("stakeholder.absent", {"name": one.name}),
        round(grades / (2 * MOST_GRADE), 2),
    )


def _nobody(group: str, *, planned: Sequence[Stakeholder], here: set[int]) -> bool:
    of_group = [one.id for one in planned if group in one.groups]
    return bool(of_group) and not here.intersection(of_group)


def _group_absent(group: str, planned: Sequence[Stakeholder]) -> Finding:
    about = tuple(str(one.id) for one in planned if group in one.groups)
    return Finding("stakeholder.group_absent", about, Say(f"stakeholder.group_absent.{group}"), 0.9)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

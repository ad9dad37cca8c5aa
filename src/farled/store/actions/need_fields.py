"""What a need may hold: each field made clean, and what the voices of a group already say."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_given
from farled.store.models import Area, Goal, Group, Inventory, Need, Theme, Voice

LINES = {"what": 300, "for_whom": 300, "where": 300}
TEXTS = {"description": 2000, "women": 1000, "men": 1000, "not_relevant_because": 1000}
DIMENSIONS = ("social", "environmental", "economic", "wellbeing")


def cleaned(fields: dict[str, Any], *, inventory: Inventory) -> dict[str, Any]:
    """The fields given, clean; those not given are left out. Raises Invalid."""
    found: dict[str, Any] = {**clean_given(fields, lines=LINES, texts=TEXTS, required="what")}
    if "dimensions" in fields:
        wanted = set(fields["dimensions"] or ())
        found["dimensions"] = [d for d in DIMENSIONS if d in wanted]
    if "theme" in fields:
        found["theme"] = _theme(fields["theme"], inventory=inventory)
    return found | _links(fields, inventory=inventory)


def link(need: Need, found: dict[str, Any]) -> None:
    """Sets the areas and goals among the cleaned fields."""
    if "areas" in found:
        need.areas.set(found["areas"])
    if "goals" in found:
        need.goals.set(found["goals"])


def from_voices(group: Group) -> dict[str, Any]:
    """What a need made from this group begins with."""
    voices = Voice.objects.filter(group=group, state="written") | Voice.objects.filter(
        group__merged_into=group, state="written"
    )
    rows = list(voices.distinct().prefetch_related("areas", "goals"))
    return {
        "what": group.name,
        "areas": _often(a.pk for row in rows for a in row.areas.all()),
        "goals": _often(g.pk for row in rows for g in row.goals.all()),
        "dimensions": {d for row in rows for d in row.dimensions},
        "for_whom": _together((row.for_whom for row in rows), most=300),
        "where": _together((row.where for row in rows), most=300),
    }


def _theme(chosen: Any, *, inventory: Inventory) -> Theme | None:
    if chosen in (None, "", 0):
        return None
    number = chosen.pk if isinstance(chosen, Theme) else chosen
    theme = Theme.objects.filter(pk=_number(number), inventory=inventory, removed_at=None).first()
    if theme is None:
        raise Invalid("theme", Say("need.theme_gone"))
    return theme


def _links(fields: dict[str, Any], *, inventory: Inventory) -> dict[str, Any]:
    """Only areas and goals of the inventory's own strategy; others are left out."""
    strategy = inventory.strategy_id
    found: dict[str, Any] = {}
    if "areas" in fields:
        areas = Area.objects.filter(strategy=strategy, removed_at=None)
        found["areas"] = list(areas.filter(pk__in=_numbers(fields["areas"])))
    if "goals" in fields:
        goals = Goal.objects.filter(strategy=strategy, removed_at=None)
        found["goals"] = list(goals.filter(pk__in=_numbers(fields["goals"])))
    return found


def _numbers(raw: Any) -> list[int]:
    listed = [_number(getattr(one, "pk", one)) for one in list(raw or ())[:200]]
    return [number for number in listed if number]


def _number(raw: Any) -> int:
    """A row's number from a form or a value; 0 for what is none."""
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 19:
        return int(raw)
    known = isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 2**63
    return raw if known else 0


def _often(numbers: Iterable[int]) -> list[int]:
    """Those that at least a third as many name as the most named: one stray tick says little."""
    counts = Counter(numbers)
    most = max(counts.values(), default=0)
    return [number for number, n in counts.items() if n * 3 >= most]


def _together(texts: Iterable[str], *, most: int) -> str:
    """Different answers after each other, as far as they fit."""
    joined = ""
    for text in dict.fromkeys(text.strip() for text in texts if text.strip()):
        longer = f"{joined}; {text}" if joined else text
        if len(longer) > most:
            break
        joined = longer
    return joined

"""Questions to ask of a strategy's indicators and goals: findings that inform, never refuse (domain.md 2.7)."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from farled.core.finding import Finding, Say
from farled.core.strategy.strategy import Indicator, Strategy
from farled.core.strategy.sustainability import MODELS

# "över 80" and "minst 80 %" have a number to compare with; "60 procent lägre än 2005" has none.
_NUMBER = re.compile(
    r"(?:(?:över|under|minst|högst|cirka|ca|above|below|at least|at most|about|over)\s+)?"
    r"([+-]?\d{1,3}(?:[  ]\d{3})+|[+-]?\d{1,15})(?:[.,](\d{1,9}))?\s*(?:%|procent|per\s?cent)?",
    re.IGNORECASE | re.ASCII,
)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


def strategy_findings(strategy: Strategy) -> tuple[Finding, ...]:
    """All questions, the weightiest first."""
    found = chain(
        chain.from_iterable(indicator_findings(one) for one in strategy.indicators),
        _names_twice(strategy),
        _dimensions_without_goals(strategy),
        _outcomes_without(strategy),
    )
    return tuple(sorted(found, key=lambda finding: -finding.weight))


def indicator_findings(indicator: Indicator) -> tuple[Finding, ...]:
    """What contradicts itself, what is missing, and what is not split by sex.

    An indicator is known by its name: `about` holds it.
    """
    keys = chain(_contradictions(indicator), _split(indicator), _missing(indicator))
    return tuple(Finding("indicator", (indicator.name,), Say(key), weight) for key, weight in keys)


def number(text: str) -> float | None:
    """The number a value states: "18 340", "12,5", "71 %", "minst 80"; None for words or nothing."""
    stated = _NUMBER.fullmatch(text.strip().replace("\u2212", "-").replace("\u00a0", " "))
    if stated is None:
        return None
    return float(f"{stated[1].replace(' ', '')}.{stated[2] or 0}")


def _contradictions(indicator: Indicator) -> Iterator[tuple[str, float]]:
    pairs = (
        (indicator.base_value, indicator.target_value),
        (indicator.base_women, indicator.target_women),
        (indicator.base_men, indicator.target_men),
    )
    if any(_against(base, target, direction=indicator.direction) for base, target in pairs):
        yield f"indicator.against_{indicator.direction}", 0.9
    if _years_reversed(indicator):
        yield "indicator.years_reversed", 0.8
    if indicator.gap_must_shrink and _gap_grows(indicator):
        yield "indicator.gap_grows", 0.9
    if _outside(indicator.base_value, indicator.base_women, indicator.base_men):
        yield "indicator.total_outside", 0.7


def _against(base: str, target: str, *, direction: str) -> bool:
    now, then = number(base), number(target)
    if now is None or then is None:
        return False
    wrong = {"up": then < now, "down": then > now, "keep": then != now}
    return wrong.get(direction, False)


def _years_reversed(indicator: Indicator) -> bool:
    base, target = indicator.base_year.strip(), indicator.target_year.strip()
    return bool(_YEAR.fullmatch(base) and _YEAR.fullmatch(target)) and target <= base


def _gap_grows(indicator: Indicator) -> bool:
    base = _gap(indicator.base_women, indicator.base_men)
    target = _gap(indicator.target_women, indicator.target_men)
    return base is not None and target is not None and target >= base > 0


def _gap(women: str, men: str) -> float | None:
    one, other = number(women), number(men)
    return None if one is None or other is None else abs(one - other)


def _outside(total: str, women: str, men: str) -> bool:
    """A total of women and men is their sum or lies between them."""
    whole, one, other = number(total), number(women), number(men)
    if whole is None or one is None or other is None:
        return False
    between = min(one, other) <= whole <= max(one, other)
    return not between and abs(one + other - whole) > 0.005 * abs(whole)


def _split(indicator: Indicator) -> Iterator[tuple[str, float]]:
    """Always sex, never only sex (Tillväxtverket; domain.md 5.3)."""
    if not indicator.split_by_sex:
        yield "indicator.not_split", 0.4
    elif not (indicator.base_women and indicator.base_men):
        yield "indicator.split_missing", 0.5


def _missing(indicator: Indicator) -> Iterator[tuple[str, float]]:
    if not indicator.base_value:
        yield "indicator.base_missing", 0.3
    if not (indicator.target_value or indicator.gap_must_shrink):
        yield "indicator.target_missing", 0.4
    if not indicator.direction:
        yield "indicator.direction_missing", 0.3
    if not indicator.source:
        yield "indicator.source_missing", 0.3
    if not indicator.goal:
        yield "indicator.goal_missing", 0.3


def _names_twice(strategy: Strategy) -> Iterator[Finding]:
    for things in (strategy.goals, strategy.areas, strategy.indicators):
        for name, times in Counter(thing.name for thing in things).items():
            if times > 1:
                yield Finding(
                    "strategy.name_twice", (name,), Say("strategy.name_twice", {"name": name}), 0.6
                )


def _dimensions_without_goals(strategy: Strategy) -> Iterator[Finding]:
    used = {goal.dimension for goal in strategy.overarching}
    for key in MODELS[strategy.model].keys:
        if used and key not in used:
            yield Finding("strategy.dimension_empty", (key,), Say("strategy.dimension_empty"), 0.5)


def _outcomes_without(strategy: Strategy) -> Iterator[Finding]:
    alone = tuple(goal.key for goal in strategy.outcomes if not goal.parents)
    if alone and strategy.overarching:
        yield Finding(
            "strategy.no_parents", alone, Say("strategy.no_parents", {"count": len(alone)}), 0.4
        )
    measured = {indicator.goal for indicator in strategy.indicators}
    unmeasured = tuple(goal.key for goal in strategy.outcomes if goal.key not in measured)
    if unmeasured:
        say = Say("strategy.no_indicator", {"count": len(unmeasured)})
        yield Finding("strategy.no_indicator", unmeasured, say, 0.3)

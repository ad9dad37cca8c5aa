"""Cruise, expedition or both? Seven signs, with their reasons; a human decides (domain.md 4.10).

Sources: Holmberg 2020 (two logics), 2019 (small gains fit in the present system, the large ones need another); Snowden's
safe-to-fail probes (what resists being split is complex); the brief of Region Örebro län.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from farled.core.finding import Finding, Invalid, Say

Side = Literal["cruise", "expedition"]
Outcome = Literal["cruise", "expedition", "both", "unsettled"]
SIGNS = ("orsak", "delar", "mal", "aktorer", "forbattring", "rutiner", "misslyckande")
ENOUGH = 4  # of seven; with fewer it is too early to tell
CLEAR = 0.7  # the share of answers that settles it


@dataclass(frozen=True)
class Triage:
    """`reasons` are the answered signs in order, `kind` the side each points to, `about` the sign. `unknown` are those
    not answered. The sentence about the outcome is `why`."""

    outcome: Outcome
    why: Say
    reasons: tuple[Finding, ...]
    unknown: tuple[str, ...]


def triage(answers: Mapping[str, Side | None]) -> Triage:
    """From what each sign says: `cruise`, `expedition`, or None for not known.

    Seven tenths of the answers settle it; in between it is both, a cruise part and an expedition part with a link. What
    loses its sense when split is never all cruise. Raises Invalid (`leadership.sign`, `leadership.side`).

    >>> triage({"orsak": "expedition", "delar": "expedition", "mal": "expedition", "aktorer": "expedition"}).outcome
    'expedition'
    >>> triage({"delar": "cruise"}).outcome
    'unsettled'
    """
    for sign, side in answers.items():
        if sign not in SIGNS:
            raise Invalid("sign", Say("leadership.sign", {"id": str(sign)[:40]}))
        if side not in ("cruise", "expedition", None):
            raise Invalid("side", Say("leadership.side"))
    told = {sign: side for sign in SIGNS if (side := answers.get(sign))}
    outcome = _outcome(told)
    reasons = tuple(
        Finding(side, (sign,), Say(f"leadership.sign.{sign}_{side}")) for sign, side in told.items()
    )
    unknown = tuple(sign for sign in SIGNS if sign not in told)
    return Triage(outcome, Say(f"leadership.triage.{outcome}"), reasons, unknown)


def _outcome(told: Mapping[str, Side]) -> Outcome:
    if len(told) < ENOUGH:
        return "unsettled"
    share = sum(side == "expedition" for side in told.values()) / len(told)
    if share >= CLEAR:
        return "expedition"
    resists = told.get("delar") == "expedition"
    return "cruise" if share <= 1 - CLEAR and not resists else "both"

"""How a need touches women and men: asked of every need, and "not relevant, because…" is an answer.

Tillväxtverket's guidance for impact assessment: if it is not relevant, say so and why (domain.md 5.3).
"""

from farled.core.finding import Finding, Say

_SHORTEST_REASON = 3  # words: "inte relevant" alone is no reason


def equality_findings(
    about: str, *, women: str, men: str, not_relevant_because: str
) -> tuple[Finding, ...]:
    """What is missing in the answer, as at most one question: nothing answered, one sex only, the same words
    for both, a "not relevant" without a reason or beside an answer."""
    key = _question(women.strip(), men.strip(), reason=not_relevant_because.strip())
    return () if key is None else (Finding("equality", (about,), Say(key), 0.6),)


def _question(women: str, men: str, *, reason: str) -> str | None:
    if reason:
        return _question_of_reason(reason, answered=bool(women or men))
    if not women and not men:
        return "equality.unanswered"
    if not men:
        return "equality.men_missing"
    if not women:
        return "equality.women_missing"
    return "equality.same_words" if women.casefold() == men.casefold() else None


def _question_of_reason(reason: str, *, answered: bool) -> str | None:
    if answered:
        return "equality.both_answers"
    return "equality.reason_missing" if len(reason.split()) < _SHORTEST_REASON else None

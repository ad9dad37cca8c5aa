"""Questions to how a problem or an objective is worded (domain.md 2.3, 2.4): they ask, they never refuse.

Source: the problem tree's customary rules (methodfinder.net; Norad 1990); the cue words are ours.
"""

import re
from collections.abc import Mapping

from farled.core.finding import Finding, Say
from farled.core.lfa.cue_words import DELIVERED, MISSING, STATE_NOT_THEME

_SEVERAL = re.compile(
    r"[.!?;]\s+\S|\n\s*\S|\b(?:samt|dessutom|as well as|and also)\b", re.IGNORECASE
)
_THEME_WORDS = 2
_NOT_YET = {
    "sv": re.compile(r"\b(?:ska|skall|bör|måste|kommer att|behöver)\b|^(?:att )?(?:öka|minska|förbättra|utveckla|skapa|stärka|främja|höja|sänka|bygga|verka för|bidra till)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:shall|should|must|will|needs? to)\b|^(?:to )?(?:increase|reduce|improve|develop|create|strengthen|promote|raise|lower|build|contribute)\b", re.IGNORECASE),
}  # fmt: skip


def problem_questions(
    text: str, *, language: str = "sv", for_whom: str | None = None, where: str | None = None
) -> tuple[Finding, ...]:
    """What to ask about a problem's wording, heaviest first; nothing about an empty one.

    `language` is sv or en (another is asked about nothing that hangs on words). `for_whom` and `where` are what is
    written beside it; None where there is no such field. `kind` is the rule: pt1, pt3, pt6 or pt7.

    >>> [(one.kind, one.why.params["cue"]) for one in problem_questions("Brist på läkare i Hällefors")]
    [('pt1', 'Brist på')]
    >>> problem_questions("Bostadsbrist")
    ()
    """
    if not text.strip():
        return ()
    asked = [_missing(text, language), _theme(text, language), _several(text), _whose(for_whom, where)]  # fmt: skip
    return tuple(one for one in asked if one)


def objective_questions(
    text: str, *, problem: str = "", language: str = "sv"
) -> tuple[Finding, ...]:
    """An objective is a good state already reached, not the problem again and not what is to be done.

    >>> [one.why.key for one in objective_questions("Öka antalet läkare")]
    ['lfa.objective_not_reached']
    """
    found = []
    if problem and _plain(text) == _plain(problem):
        found.append(Finding("objective", (), Say("lfa.objective_is_problem"), 0.7))
    cue = _found(_NOT_YET, text, language=language)
    if cue:
        found.append(Finding("objective", (), Say("lfa.objective_not_reached", {"cue": cue}), 0.6))
    if done := _found(DELIVERED, text, language=language):
        found.append(Finding("objective", (), Say("lfa.objective_is_deed", {"cue": done}), 0.4))
    return tuple(found[:2])


def _missing(text: str, language: str) -> Finding | None:
    cue = _found(MISSING, text, language=language)
    return Finding("pt1", (), Say("lfa.pt1", {"cue": cue}), 0.6) if cue else None


def _theme(text: str, language: str) -> Finding | None:
    words = text.split()
    states = STATE_NOT_THEME.get(language)
    if len(words) > _THEME_WORDS or (states and any(states.search(word) for word in words)):
        return None
    return Finding("pt7", (), Say("lfa.pt7"), 0.6)


def _several(text: str) -> Finding | None:
    cue = _SEVERAL.search(text.strip())
    return Finding("pt3", (), Say("lfa.pt3"), 0.5) if cue else None


def _whose(for_whom: str | None, where: str | None) -> Finding | None:
    empty = [
        name
        for name, text in (("whom", for_whom), ("where", where))
        if text is not None and not text.strip()
    ]
    return Finding("pt6", (), Say(f"lfa.pt6.{'_'.join(empty)}"), 0.4) if empty else None


def _found(cues: Mapping[str, re.Pattern[str]], text: str, *, language: str) -> str:
    found = cues[language].search(text) if language in cues else None
    return found.group() if found else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")

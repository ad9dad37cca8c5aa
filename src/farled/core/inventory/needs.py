"""A need, and questions about how it is worded (domain.md 2.3). Findings ask, they never refuse:
false alarms are common, and "bostadsbrist" is a real state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Say


@dataclass(frozen=True)
class Need:
    """A group of voices in the group's words: what, for whom, where. `voices` is the red thread back.

    `areas`, `goals`, `theme`, `workshops` and `voices` hold ids, `dimensions` keys of the strategy's model.
    `number` is what people call it by within its inventory.
    """

    id: int
    what: str
    description: str = ""
    for_whom: str = ""
    where: str = ""
    areas: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()
    dimensions: tuple[str, ...] = ()
    women: str = ""
    men: str = ""
    not_relevant_because: str = ""
    theme: int | None = None
    voices: tuple[int, ...] = ()
    workshops: tuple[int, ...] = ()
    number: int = 0
    position: int = 0

    @property
    def has_gender_answer(self) -> bool:
        return bool(self.women or self.men or self.not_relevant_because)


@dataclass(frozen=True)
class _Words:
    """What to look for in one language."""

    missing: re.Pattern[str]
    joints: re.Pattern[str]
    verbs: re.Pattern[str]
    states: re.Pattern[str]


def _any_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", r"\s+"), re.IGNORECASE)


_WORDS = {
    "sv": _Words(
        missing=_any_word(
            "brist_på bristen_på saknas saknar saknade avsaknad_av avsaknaden_av för_lite för_få otillräcklig "
            "otillräckligt otillräckliga behöver behövs finns_ingen finns_inget finns_inga finns_inte"
        ),
        joints=re.compile(r"(?:[.;!?]\s+|,?\s+(?:och|samt|men|dessutom)\s+)", re.IGNORECASE),
        verbs=_any_word(
            "är var blir har hade får kan kommer måste ska vill vet når går tar ger gör ser står ligger finns saknas "
            "saknar behöver behövs leder drar ökar minskar sjunker stiger växer krymper stängs stänger försvinner "
            "slutar flyttar väntar hinner orkar vågar känner upplever räcker tappar förlorar hotas drabbas används "
            "bor arbetar jobbar lever mår beror styr hindrar bromsar fungerar samverkar söker hittar tröttnar"
        ),
        states=re.compile(
            r"brist|löshet|fattig|ohälsa|kris|klyft|glapp|konflikt|trång|\bkö|köer|otrygg|ojämlik|ojämställd|ensam"
            r"|utanförskap|avhopp|frånvaro|skuld|hot\b|våld|problem|sårbar|splittr|stress|förlust|skador|utsläpp"
            r"|buller|segreg|mobb|rasism|diskrim|\bo[a-zåäö]{2,}het",
            re.IGNORECASE,
        ),
    ),
    "en": _Words(
        missing=_any_word(
            "lack_of lacks lacking missing absence_of too_little too_few insufficient need_for needs "
            "there_is_no there_are_no no_access_to not_enough"
        ),
        joints=re.compile(r"(?:[.;!?]\s+|,?\s+(?:and|but|moreover|also)\s+)", re.IGNORECASE),
        verbs=_any_word(
            "is are was were be has have had can cannot must will do does get gets go goes take takes lack lacks need "
            "needs lose loses leave leaves feel feels find finds grow grows fall falls rise rises drop drops close "
            "closes disappear disappears wait waits live lives work works know knows make makes cause causes stop stops"
        ),
        states=re.compile(
            r"shortage|unemploy|poverty|ill[- ]health|crisis|gap|conflict|crowd|queue|unsafe|unequal|inequal|lonel"
            r"|exclu|drop-?out|absence|debt|threat|violence|problem|vulnerab|fragment|stress|loss|damage|emission"
            r"|noise|segreg|bully|racism|discrim",
            re.IGNORECASE,
        ),
    ),
}


def wording_hints(
    what: str, *, about: str, language: str = "sv", themes: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Questions worth asking of a problem's wording: a missing solution (PT1), several problems on one card (PT3),
    a theme rather than a problem (PT7). `themes` are names of areas; another language than sv and en is read as sv.
    """
    words = _WORDS.get(language, _WORDS["sv"])
    found = (
        _solution_missing(what, words=words),
        _several(what, words=words),
        _theme(what, words=words, themes=themes),
    )
    return tuple(Finding(say.key, (about,), say, 0.3) for say in found if say is not None)


def _solution_missing(what: str, *, words: _Words) -> Say | None:
    cue = words.missing.search(what)
    return Say("need.solution_missing", {"words": cue.group()}) if cue else None


def _several(what: str, *, words: _Words) -> Say | None:
    """Two clauses with a verb each; "barn och unga får vänta" has one."""
    clauses = [clause for clause in words.joints.split(what) if words.verbs.search(clause)]
    return Say("need.several_problems", {"count": len(clauses)}) if len(clauses) > 1 else None


def _theme(what: str, *, words: _Words, themes: Sequence[str]) -> Say | None:
    """An area's own name, or one bare word or a pair of them that says nothing of how things are."""
    plain = _plain(what)
    if not plain:
        return None
    bare = all(len(part.split()) == 1 for part in words.joints.split(plain))
    says_something = words.states.search(plain) or words.verbs.search(plain)
    if plain in {_plain(theme) for theme in themes} or (bare and not says_something):
        return Say("need.theme_not_problem", {"words": what.strip()})
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!?")

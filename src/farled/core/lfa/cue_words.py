"""Words that make one ask, in Swedish and English. False alarms are common: they ask, they never refuse."""

import re
from collections.abc import Mapping


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


# A missing solution named as if it were the problem (domain.md 2.3, PT1): bostadsbrist is a state and does not match.
MISSING = {
    "sv": _any(
        r"brist(?:en|er|erna)? på", "saknas", "saknar", "saknades", r"avsaknad(?:en)?(?: av)?", "för lite", r"otillräcklig(?:t|a)?",
        "behöver", "behövs", r"finns (?:det )?(?:ingen|inget|inga)", r"har (?:vi |de )?(?:ingen|inget|inga)",
    ),
    "en": _any(
        "lack of", "lacks?", "lacking", "missing", "absence of", "too little", "insufficient", "inadequate", r"needs? (?:a|an|more|to|new|better)", "not enough",
        r"there (?:is|are) no", r"(?:has|have) no", r"no(?= \w+$)",
    ),
}  # fmt: skip
# A single word that names a state after all, and no theme (PT7).
STATE_NOT_THEME = {
    "sv": re.compile(r"(?:brist|löshet|ohälsa|fattigdom|ensamhet|dödlighet|trångboddhet|utanförskap|kris|skador|missbruk|mobbning|våld|segregation)\w{0,3}$", re.IGNORECASE),
    "en": re.compile(r"(?:shortage|unemployment|poverty|loneliness|mortality|homelessness|overcrowding|crisis|abuse|bullying|violence|segregation|illness)\w?$", re.IGNORECASE),
}  # fmt: skip
# What somebody does or hands over, where a purpose should say what is better for whom (Q3): a thing that is made, people
# who are trained by number, or a deed at the start. Young people who *are trained to a higher level* are no such thing.
_THINGS_SV = r"(?:\w*kurs(?:er|en|erna)?|\w*utbildning(?:ar|en|arna)?|\w*rapport(?:er|en)?|\w*plan(?:er|en)?|\w*strategi(?:n|er)?|\w*workshop(?:ar|par|en)?|\w*seminari(?:er|um|et)|\w*möten?|\w*webbplats(?:en|er)?|\w*handbok(?:en)?|\w*verktyg(?:et)?|\w*plattform(?:en|ar)?|\w*lokal(?:er|en)?|\w*utrustning(?:en)?|\w*material(?:et)?|\w*modell(?:en|er)?|\w*väg(?:en|ar)?|\w*hus(?:et|en)?)"
_DONE_SV = r"(?:genomförda?|genomfört|genomförts|framtag(?:en|et|na)|byggda?|byggt|byggts|anordna\w*|levererat?s?|levererade|publicera\w*|hållits|hållna|upprättat?s?|upprättade|installera\w*|inköpta?|inköpts|tagits fram|lansera\w*|utdela\w*|färdigställ\w*|på plats|klara?)"
_THINGS_EN = r"(?:courses?|trainings?|training sessions?|workshops?|seminars?|meetings?|reports?|plans?|strateg(?:y|ies)|handbooks?|manuals?|guidelines?|websites?|tools?|platforms?|buildings?|centres?|centers?|facilit(?:y|ies)|equipment|materials?|models?|roads?|studies|study)"
_DONE_EN = r"(?:carried out|implemented|built|delivered|published|installed|purchased|launched|organi[sz]ed|produced|conducted|held|developed|completed|established|distributed|in place)"
DELIVERED = {
    "sv": re.compile(
        rf"\b{_THINGS_SV} (?:\w+ ){{0,4}}{_DONE_SV}\b|\b\d+ (?:\w+ ){{1,4}}(?:har |är |blir )?utbilda(?:ts|de|s)\b"
        r"|^(?:att )?(?:genomföra|ta fram|bygga|anordna|leverera|publicera|utbilda|upprätta|installera|köpa in|lansera|arrangera|hålla)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b{_THINGS_EN} (?:\w+ ){{0,5}}{_DONE_EN}\b|\b\d+ (?:\w+ ){{1,4}}(?:are |were |is |have been |has been )?trained\b"
        r"|^(?:to )?(?:implement|carry out|build|deliver|publish|train|install|purchase|launch|organi[sz]e|produce|conduct|hold|set up)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
# An assumption that could stand in any project (Q5).
VAGUE = {
    "sv": _any(
        r"(?:fortsatt|fortsätter|god|gott|bra|välfungerande|aktiv)\w* (?:samverkan|samarbete\w*|stöd\w*|engagemang\w*|finansiering\w*|intresse\w*|vilja|dialog\w*)",
        r"(?:samverkan|samarbetet|stödet|engagemanget|finansieringen|intresset) (?:fortsätter|består|finns|fungerar|är (?:god|gott|bra))",
        r"politisk(?:t)? (?:vilja|stöd|enighet)", r"tillräckliga? (?:resurser|medel|tid|kompetens)", r"resurser(?:na)? (?:finns|räcker)",
        r"alla (?:är|blir) (?:engagerade|överens|med)", r"(?:är|förblir) (?:fortsatt )?engagerade", r"stabil(?:t)? (?:ekonomi|läge|omvärld)", r"intresse finns", r"vilja finns",
    ),
    "en": _any(
        r"(?:continued|continuing|good|active|effective|ongoing) (?:co-?operation|collaboration|support|commitment|funding|interest|dialogue|engagement)",
        r"(?:co-?operation|collaboration|support|commitment|funding|interest) (?:continues|remains|is (?:good|there))",
        r"political (?:will|support|stability)", r"(?:sufficient|adequate|enough) (?:resources|funds|funding|time|staff|capacity)",
        r"resources (?:are )?(?:available|sufficient)", r"everyone is (?:committed|engaged|on board)", r"(?:remains?|stays?|are) (?:committed|engaged)", r"stable (?:economy|situation|environment)",
    ),
}  # fmt: skip
# Written where nothing is known, or not yet: *1. Baseline to be established in year 1*.
UNKNOWN = re.compile(
    r"(?:\d+[.)] )?[\W_]*(?:okän[dt]a?|vet (?:ej|inte)|saknas|ej klart|inte klart|oklart|n/?a|not applicable|ej tillämpligt|unknown|not known|tbd|tbc"
    r"|(?:(?:baseline|target)s? )?(?:will |to )be (?:determined|decided|defined|established|set)\b.*"
    r"|(?:(?:baslinjen?|utgångsvärdet?|målvärdet?) )?(?:tas fram|fastställs|bestäms) (?:senare|under|efter|år)\b.*)?[\W_]*",
    re.IGNORECASE,
)
# The Commission's word where nothing need be assumed: above the overall objective there is no level.
DOES_NOT_APPLY = re.compile(r"[\W_]*(?:not applicable|ej tillämpligt|ej aktuellt)[\W_]*", re.IGNORECASE)  # fmt: skip
NO = re.compile(
    r"[\W_]*(?:nej|no|ingen|inget|inga|none|nobody|inte|not|ej (?:undersökta?|prövade?|gjort)|inte (?:undersökta?|prövade?|gjort|än|ännu)"
    r"|not (?:yet|examined|done)|no one)[\W_]*",
    re.IGNORECASE,
)
PLANNED = _any(
    r"planer\w*", "ska", "kommer att", "tänkt", r"planned", "will", r"going to", "intend(?:s|ed)?"
)
TOOK_PART = _any("deltog", r"delt(?:ar|agit)", "var med", "har varit med", "took part", "taken part", "participated", "attended")  # fmt: skip
# Both sexes in one language: "men" is a small word in Swedish.
BOTH_SEXES = (
    (_any(r"kvinn\w+", r"flick\w+", r"tjej\w*"), _any(r"män(?:s|nen|nens)?", r"pojk\w+", r"kill(?:ar|e|en)\w*")),
    (_any(r"women\w*", "woman", "girls?", r"female\w*"), _any("men", "man", "boys?", r"male\w*")),
    (re.compile(r"\bK\W{0,3}\d"), re.compile(r"\bM\W{0,3}\d")),
    (_any(r"könsuppdel\w*", "per kön", "båda könen", "sex-disaggregated", "by sex", "both sexes"), re.compile("")),
)  # fmt: skip


def names_both_sexes(text: str) -> bool:
    """
    >>> names_both_sexes("K 61 %, M 68 %"), names_both_sexes("Fler kvinnor, men inte än")
    (True, False)
    """
    return any(women.search(text) and men.search(text) for women, men in BOTH_SEXES)


def matches(cues: Mapping[str, re.Pattern[str]], text: str) -> str:
    """The first cue of either language in a text, as it is written; "" for none. Frames mix languages."""
    found = next((match for cue in cues.values() if (match := cue.search(text))), None)
    return found.group() if found else ""


def is_known(text: str) -> bool:
    """Whether a line of it tells something.

    >>> is_known("1. To be established in year 1"), is_known("15 %"), is_known("Baslinje tas fram under år 1")
    (False, True, False)
    """
    return any(not UNKNOWN.fullmatch(line) for line in text.splitlines())

"""What the columns, levels and answers of a logframe are called, in Swedish and English.

The first name of each is what we write; all of them are read, in either language, whatever their capitals, signs and
what stands within brackets.
"""

import re
from collections.abc import Mapping

# The European Commission's seven columns in its order (result … assumption), with what a frame needs beside them.
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "level": {"sv": ("Nivå",), "en": ("Level",)},
    "number": {"sv": ("Nummer", "Nr"), "en": ("Number", "No", "#", "ID")},
    "results_chain": {
        "sv": ("Resultatkedja", "Målformulering", "Formulering", "Mål", "Interventionslogik", "Beskrivning"),
        "en": ("Results chain", "Result chain", "Intervention logic", "Statement", "Description", "Narrative summary", "Results", "Objective"),
    },
    "indicator": {
        "sv": ("Indikator", "Indikatorer"),
        "en": ("Indicators", "Indicator", "Objectively verifiable indicators", "OVI"),
    },
    "baseline": {
        "sv": ("Utgångsvärde (med år)", "Baslinje", "Baseline", "Nuläge"),
        "en": ("Baseline (with reference year)", "Baselines", "Baseline value"),
    },
    "current_value": {
        "sv": ("Nuvarande värde (med datum)", "Aktuellt värde", "Utfall"),
        "en": ("Current value (with date)", "Current values"),
    },
    "target": {
        "sv": ("Målvärde (med år)", "Målvärden"),
        "en": ("Targets (with reference year)", "Target", "Target value"),
    },
    "sources": {
        "sv": ("Källor och verifiering", "Verifikationskällor", "Verifikationskälla", "Källa", "Källor", "Källor och verifieringsmetod", "Datakällor", "Datakälla"),
        "en": ("Sources and means of verification", "Sources of verification", "Source of verification", "Means of verification", "Source", "Sources", "SoV", "MoV", "Source and mean of verification", "Sources of data", "Source of data", "Data sources"),
    },
    "assumption": {
        "sv": ("Antaganden", "Antagande", "Förutsättningar"),
        "en": ("Assumptions", "Assumption", "Assumptions and risks"),
    },
    "important": {"sv": ("Viktigt för framgången?", "Viktigt"), "en": ("Important for success?", "Important")},
    "likelihood": {"sv": ("Hur troligt?", "Sannolikhet", "Trolighet"), "en": ("How likely?", "Likelihood", "Probability")},
    "redesign": {"sv": ("Kan upplägget göras om?", "Kan göras om"), "en": ("Can the plan be changed?", "Can redesign", "Redesign")},
    "target_group": {"sv": ("Målgrupp", "Målgrupper"), "en": ("Target group", "Target groups", "Beneficiaries")},
    "participation": {
        "sv": ("Målgruppens medverkan", "Medverkan", "Delaktighet", "Deltagande"),
        "en": ("Participation of the target group", "Participation"),
    },
    "goal_conflicts": {
        "sv": ("Målkonflikter med RUS", "Målkonflikter", "Målkonflikt"),
        "en": ("Goal conflicts with the strategy", "Goal conflicts", "Goal conflict", "Conflicts"),
    },
    "consequences": {
        "sv": ("Följder för kvinnor och män, flickor och pojkar", "Följder för kvinnor och män", "Jämställdhet", "Konsekvenser för kvinnor och män"),
        "en": ("Consequences for women and men, girls and boys", "Consequences for women and men", "Gender", "Gender equality", "Gender consequences"),
    },
    "revisit_date": {
        "sv": ("Översyn (datum)", "Omprövad", "Ses över", "Omprövningsdatum", "Senast omprövad", "Senast översedd"),
        "en": ("Revisit date", "Revisited", "Last revisited", "Review date", "Revisit"),
    },
}  # fmt: skip
LEVEL_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "impact": {
        "sv": ("Övergripande mål", "Utvecklingsmål", "Långsiktigt mål"),
        "en": ("Impact", "Impacts", "Overall objective", "Overall objectives", "Overall goal", "Development objective", "Goal"),
    },
    "outcome": {
        "sv": ("Projektmål", "Syfte", "Projektsyfte", "Utfall"),
        "en": ("Outcome", "Outcomes", "Purpose", "Project purpose", "Specific objective", "Specific objectives"),
    },
    "intermediate_outcome": {
        "sv": ("Mellanliggande projektmål", "Mellanmål", "Mellanliggande mål", "Delsyfte"),
        "en": ("Intermediate outcome", "Intermediate outcomes"),
    },
    "output": {
        "sv": ("Delmål/resultat", "Delmål", "Resultat", "Prestation", "Prestationer"),
        "en": ("Output", "Outputs", "Result", "Results"),
    },
    "activity": {"sv": ("Aktivitet", "Aktiviteter", "Insats", "Insatser"), "en": ("Activity", "Activities")},
    "precondition": {"sv": ("Förhandsvillkor", "Förutsättning"), "en": ("Precondition", "Preconditions", "Pre-condition", "Pre-conditions")},
}  # fmt: skip
LIKELIHOOD_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "almost_certain": {"sv": ("nästan säkert", "säkert", "nästan säker"), "en": ("almost certain", "almost certainly", "certain")},
    "likely": {"sv": ("troligt", "sannolikt", "trolig", "sannolik"), "en": ("likely", "probable")},
    "unlikely": {"sv": ("osannolikt", "otroligt", "inte troligt", "osannolik"), "en": ("unlikely", "improbable", "not likely")},
}  # fmt: skip
YES_NO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "yes": {"sv": ("ja", "j"), "en": ("yes", "y", "true", "1", "x")},
    "no": {"sv": ("nej", "n"), "en": ("no", "false", "0")},
}
_ASIDE, _SIGNS, _YEAR = (
    re.compile(r"\([^)]*\)"),
    re.compile(r"[^\w/#]+"),
    re.compile(r" (?:19|20)\d\d$"),
)


def plain(text: str) -> str:
    """A name without brackets, signs and capitals.

    >>> plain("Baseline (value and reference year):")
    'baseline'
    """
    return " ".join(_SIGNS.sub(" ", _ASIDE.sub(" ", text.casefold())).split())


def heading(text: str) -> str:
    """A heading as a name: without what follows a colon or stands as its year.

    >>> heading("Results chain (@): main expected results"), heading("Targets 2027")
    ('results chain', 'targets')
    """
    return _YEAR.sub("", plain(text.partition(":")[0]))


def read_as(words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Mapping[str, str]:
    """From any name in any language to its id; the ids themselves are names too."""
    known = {
        plain(name): id_ for id_, by in words.items() for names in by.values() for name in names
    }
    return known | {plain(id_): id_ for id_ in words} | {id_: id_ for id_ in words}


def level_of(text: str) -> str | None:
    """The level that a cell names or begins with, numbers left out: `Output 1.1`, `Specific objective: outcome`.

    >>> level_of("Outputs 1.2"), level_of("Delmål / resultat"), level_of("hej")
    ('output', 'output', None)
    """
    words = re.sub(r"\b[a-z]{0,2}\d[\d.]*", " ", text.casefold()).replace(" / ", "/")
    said = plain(words).split()
    begun = (" ".join(said[:end]) for end in range(len(said), 0, -1))
    return next((_LEVELS[one] for one in begun if one in _LEVELS), None)


_LEVELS = read_as(LEVEL_WORDS)

"""A logframe that leaves nothing to ask about, to spoil one thing at a time."""

from dataclasses import replace
from datetime import date

from farled.core.lfa.logframe import Assumption, Indicator, Logframe, Row

TODAY = date(2026, 11, 25)
INDICATOR = Indicator(
    "Andel unga som arbetar eller studerar", "kvinnor 81 %, män 84 % (2024)", "kvinnor 82 %, män 84 % (2026)",
    "90 % för båda (2030)", "SCB, registerdata",
)  # fmt: skip
ASSUMPTION = Assumption("Kommunerna behåller sina 12 studievägledare till 2028", important=True, likelihood="likely", redesign=True)  # fmt: skip
WHOLE = {
    "target_group": "Unga 16–24 år i Hällefors och Ljusnarsberg, kvinnor och män",
    "participation": "Elva unga deltog i planeringen 12 mars 2026",
    "goal_conflicts": "Prövat mot minskad klimatpåverkan: fler resor, hanteras genom att ordna buss",
    "consequences": "Flickor får fler vägar till tekniska yrken, pojkar hoppar av mer sällan",
    "revisited": date(2026, 9, 1),
}


def sound() -> Logframe:
    """One purpose, two results, two activities; places as in a file where each row takes one line."""
    measured = {"indicators": (INDICATOR,), "assumptions": (ASSUMPTION,)}
    rows = [
        Row("impact", "Fler unga försörjer sig i länet", indicators=(INDICATOR,)),
        Row("outcome", "Unga går vidare till arbete eller studier", "1", **measured, **WHOLE),
        Row("output", "Unga har en väg in i yrkeslivet", "1.1", **measured),
        Row("output", "Skolorna fångar upp avhopp i tid", "1.2", **measured),
        Row(
            "activity", "Ordna praktik tillsammans med företag", "1.1.1", assumptions=(ASSUMPTION,)
        ),
        Row("activity", "Bygga upp ett uppsökande lag", "1.2.1", assumptions=(ASSUMPTION,)),
    ]
    return placed(Logframe(tuple(rows)))


def placed(frame: Logframe) -> Logframe:
    return Logframe(tuple(replace(row, place=at) for at, row in enumerate(frame.rows, 1)))


def with_row(place: int, **changes: object) -> Logframe:
    """The sound frame with one row changed."""
    rows = list(sound().rows)
    rows[place - 1] = replace(rows[place - 1], **changes)
    return Logframe(tuple(rows))

"""The logical framework approach beside what others have published: the Commission's frames, the test of assumptions."""

import csv
import io

import pytest

from farled.core.formats.logframe_file import LogframeFile, read_logframe
from farled.core.lfa.assumptions import advice_on
from farled.core.lfa.from_tree import frame_of
from farled.core.lfa.logframe import Assumption
from farled.core.lfa.numbering import without_home
from farled.core.lfa.quality import quality
from farled.core.lfa.trees import Problem, problem_view, tree, tree_questions
from farled.core.lfa.wording import problem_questions

# as they stand in the annexes to the Commission's implementing decisions, line breaks and all
HEADINGS = [
    "Results", "Results chain (@):\nMain expected results (maximum 10)",
    "Indicators (@):\n(at least one indicator per expected result)", "Baselines\n(values and years)",
    "Targets\n(values and years)", "Sources of data", "Assumptions",
]  # fmt: skip
BELIZE = [
    ["Impact", "Reduce inequality and enhance the sustainable management of the southern and western regions of Belize.",
     "1. Proportion of population of southern Belize below the international poverty line\n2. Percentage of monetary increase of commercial flows from Belize to neighbouring countries.",
     "55% in 2021, 68% for Mayan and 39% for Garifuna\n0%", "38 %\n15%", "UN Common Country Analysis\nMinistry of Finance", "Not applicable"],
    ["Outcome 1", "A coordinated and inclusive development, in particular with regards to women,youth, and indigenous people is promoted based on a green model and a territorial approach.",
     "Level of satisfaction in the development process and the preservation of its resources for the project locations",
     "Baseline survey at the beginning", "8 (score)", "Baseline and end of project survey",
     "Key stakeholders' commitment and acceptance of community groups."],
    ["Output 1.1", "An inclusive, rights-based gender responsive local development planning and land use is developed and implemented",
     "1. specific gender analysis for the priority area.", "", "", "", ""],
]  # fmt: skip
MOZAMBIQUE = [
    ["Impact", "To improve climate resilience in Mozambique",
     "1. Number of deaths, missing persons and directly affected persons attributed to disasters per 100,000 population\n2. Direct economic loss attributed to disasters in relation to global gross domestic product (GDP)",
     "1. Baseline to be established in year 1\n2. Baseline to be established in year 1",
     "1. To be established after the baseline\n2. To be established after the baseline", "1. INGD reports\n2. INGD, MEF, MRV reports", "Not applicable"],
    ["Outcome", "The implementation and monitoring of climate change and disaster risk reduction strategies at central, provincial and local level is improved in Mozambique",
     "1.4. # of local authorities (districts and municipalities) implementing Local Adaptation Plans (LAPs) via PESOD.",
     "1.4. 4 districts in 2 Provinces in 2022", "", "", ""],
]  # fmt: skip

WHYS = [
    "The vehicle will not start",
    "The battery is dead",
    "The alternator is not functioning",
    "The alternator belt has broken",
    "The alternator belt was well beyond its useful service life and not replaced",
    "The vehicle was not maintained according to the recommended service schedule",
]  # the problem and five times why, the last a root cause


def read(headings: list[str], rows: list[list[str]]) -> LogframeFile:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return read_logframe(text.getvalue().encode())


def asked(file: LogframeFile) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(one.kind, one.why.key.removeprefix("logframe."), one.about) for one in quality(file.frame)}  # fmt: skip


def test_the_commissions_frame_for_belize() -> None:
    """Levels under *Results*, targets under *Targets 2027*, outputs that tell which outcome they serve.

    Source: annex to Commission Implementing Decision C(2023) 8229, 3.6 Logical Framework Matrix; its first rows were
    read as text (page 19). The last cells of output 1.1 were cut off there and are left empty here.
    """
    headings = [*HEADINGS[:4], "Targets 2027", *HEADINGS[5:]]
    found = read(headings, BELIZE)
    assert found.warnings == ()
    assert [(row.level, row.number) for row in found.frame.rows] == [
        ("impact", ""), ("outcome", "1"), ("output", "1.1"),
    ]  # fmt: skip
    outcome = found.frame.rows[1]
    assert (outcome.indicators[0].target, outcome.indicators[0].source) == ("8 (score)", "Baseline and end of project survey")  # fmt: skip
    assert (
        outcome.assumptions[0].text
        == "Key stakeholders' commitment and acceptance of community groups."
    )
    assert without_home(found.frame) == ()
    assert found.frame.rows[0].assumptions == ()  # "Not applicable" assumes nothing


def test_the_commissions_frame_for_mozambique_says_what_it_does_not_know() -> None:
    """A baseline *to be established in year 1* is no baseline, and a target set after it no target.

    Source: annex to Commission Implementing Decision C(2022) 9213, 3.6 Logical Framework Matrix; its first rows were
    read as text (page 14). The outcome has more indicators; what was cut off is left empty.
    """
    found = read(HEADINGS, MOZAMBIQUE)
    assert found.warnings == ()
    told = asked(found)
    assert {("Q4", "q4.baseline", ("1",)), ("Q4", "q4.target", ("1",))} <= told
    assert ("Q4", "q4.source", ("1",)) not in told
    assert ("Q4", "q4.baseline", ("2",)) not in told


def test_the_commissions_empty_frame_numbers_its_rows() -> None:
    """Outputs tell their outcome and activities their output by numbers within the text.

    Source: European Commission, grant applications, Annex C Logical Framework, read as text: "Op 1.1. (related to Oc
    1)", "A 1.1.1. Title of activity (related to Op 1.1.)", "Outcome = Oc, Output = Op, intermediary Outcome = iOc".
    Its headings and levels are its own; the words of the rows are ours.
    """
    headings = ["", "Results chain", "Indicators", "Baseline\n(incl. reference year)", "Current\nvalue", "Targets\n(incl. reference year)", "Sources and\nmeans of\nverification", "Assumptions"]  # fmt: skip
    rows = [
        ["Overall objective: Impact", "Fewer are out of work"],
        ["Specific objective(s): Outcome(s)", "Oc 1 More young people find work"],
        ["Outputs", "Op 1.1. (related to Oc 1) Practice at a workplace"],
        ["", "Op 2.1. (related to Oc 2) A new road"],
        ["Activities", "A 1.1.1. Ask the companies"],
        ["", "A 3.1.1. Paint the road"],
    ]  # fmt: skip
    found = read(headings, rows)
    assert [(row.level, row.number) for row in found.frame.rows] == [
        ("impact", ""), ("outcome", "1"), ("output", "1.1"), ("output", "2.1"), ("activity", "1.1.1"), ("activity", "3.1.1"),
    ]  # fmt: skip
    assert [row.number for row in without_home(found.frame)] == ["2.1", "3.1.1"]


@pytest.mark.parametrize(
    ("assumption", "action"),
    [
        # "the external factor 'enough labour to harvest the rice production' decisively determines"
        (Assumption("Enough labour to harvest the rice production", True, "likely"), "keep"),
        # "if – without additional measures – it is unlikely …, the assumption is considered a 'killer' assumption"
        (Assumption("Enough labour to harvest the rice production", True, "unlikely", False), "killer"),
        # "the concerned part of the project design must be reviewed": an awareness programme may be launched
        (Assumption("Enough labour to harvest the rice production", True, "unlikely", True), "redesign"),
    ],
)  # fmt: skip
def test_labour_for_the_rice_harvest(assumption: Assumption, action: str) -> None:
    """Source: Toolkit Sport for Development, logical framework, introduction to assumptions, read as text: "killer
    assumptions make a successful implementation of an intervention impossible"."""
    assert advice_on(assumption).action == action


def test_hospitals_and_infant_mortality() -> None:
    """ "Rather than saying 'a lack of hospitals', the problem should be 'high infant mortality'."

    Source: methodfinder.net, Problem tree analysis, principles and general procedures, read as text.
    """
    assert [one.kind for one in problem_questions("A lack of hospitals", language="en")] == ["pt1"]
    assert problem_questions("High infant mortality", language="en") == ()


def test_the_clinics_tree_and_its_two_difficulties() -> None:
    """ "Absent solutions": *Lack of Trained Staff*; "inadequate problem specification": *Poor Management*.

    Source: slides that open with the tree *Mothers unwilling to go to clinics* (vdocuments.site), read as text; which
    box leads to which could not be read. Of its boxes one is asked about: it names what is missing, as its makers warn.
    """
    boxes = [
        "High infant mortality rates", "High rate of birth problems", "High rates of infection in babies", "Low attendance at rural clinics",
        "Poor nutritional state of babies", "Fewer babies vaccinated", "Birth problems diagnosed late", "Low standards of patient care",
        "Mothers unwilling to go to clinics", "Low staff skills", "Inadequate number of clinics", "Seasonality of high protein foods",
    ]  # fmt: skip
    asked_about = [box for box in boxes if problem_questions(box, language="en")]
    assert asked_about == ["Inadequate number of clinics"]
    assert [one.kind for one in problem_questions("Lack of Trained Staff", language="en")] == [
        "pt1"
    ]
    assert [one.kind for one in problem_questions("Poor Management", language="en")] == ["pt7"]


def test_five_times_why() -> None:
    """From the problem down to its root, each answer the cause of the one before.

    Source: Toyota's five whys in the usual example (Wikipedia), read in icopiedyou.com and liquisearch.com, which have
    the same wording. The frame made of it is ours: nobody published one.
    """
    problems = [Problem(str(n), why) for n, why in enumerate(WHYS)]
    chart = tree(problems, [(str(n + 1), str(n)) for n in range(5)], core="0")
    asked_why, box = [], problem_view(chart).below
    while box.branches:
        (box,) = box.branches
        asked_why.append(box.wording)
    assert asked_why == WHYS[1:]
    assert {one.kind: one.about for one in tree_questions(chart)}["pt8"] == ("5",)
    assert [(row.level, row.number) for row in frame_of(chart).rows] == [
        ("outcome", ""), ("output", "1"), ("activity", "1.1"), ("activity", "1.1.1"), ("activity", "1.1.1.1"), ("activity", "1.1.1.1.1"),
    ]  # fmt: skip

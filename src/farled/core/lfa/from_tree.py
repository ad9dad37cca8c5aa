"""A frame to begin with, out of an objective tree: so that the logframe has a tree behind it."""

from farled.core.lfa.logframe import Logframe, Row
from farled.core.lfa.trees import Tree, parents


def frame_of(chart: Tree) -> Logframe:
    """The core is the purpose, what it leads to the overall objective, its means are results and theirs activities.

    Numbers follow the tree: activity 2.1 serves output 2. Means further down stand under the activity they serve.
    Wordings are the objectives, or the problems where nobody has restated them.

    >>> from farled.core.lfa.trees import Problem, tree
    >>> chart = tree([Problem("a", "Få bussar", "Buss går varje timme"), Problem("b", "Folk kör bil")], [("a", "b")], core="b")
    >>> [(row.level, row.number, row.statement) for row in frame_of(chart).rows]
    [('outcome', '', 'Folk kör bil'), ('output', '1', 'Buss går varje timme')]
    """
    said = {one.id: one.objective or one.wording for one in chart.problems}
    ends = [one for one, home in parents(chart, towards="effects").items() if home == chart.core]
    top = [Row("impact", said[one]) for one in ends]
    numbers = _numbers(chart)
    below = [Row(_level(number), said[one], number) for one, number in numbers.items()]
    outputs = [row for row in below if row.level == "output"]
    activities = [row for row in below if row.level == "activity"]
    return Logframe((*top, Row("outcome", said[chart.core]), *outputs, *activities))


def _numbers(chart: Tree) -> dict[str, str]:
    homes = parents(chart, towards="causes")
    numbers, counted = {chart.core: ""}, dict.fromkeys([chart.core, *homes], 0)
    for one, home in homes.items():
        counted[home] += 1
        numbers[one] = f"{numbers[home]}.{counted[home]}".lstrip(".")
    del numbers[chart.core]
    return numbers


def _level(number: str) -> str:
    return "activity" if "." in number else "output"

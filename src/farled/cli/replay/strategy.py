"""The strategy's own past: a version from before a goal was called what it is called now."""

from farled.cli.replay.people import Home
from farled.cli.replay.story import Story
from farled.store.actions.strategy import make_version
from farled.store.actions.strategy_parts import change_part
from farled.store.models import Goal, Strategy
from farled.store.queries.strategy import strategy_value


def keep_what_was(home: Home, told: Story, *, strategy: Strategy) -> None:
    """The goal is called what it was, that is kept, and the goal gets its name back."""
    before = told["strategy_version"]
    goal = Goal.objects.get(strategy=strategy, key=before["goal"])
    _call(home, goal, before["wording"])
    make_version(
        by=home.owner,
        strategy=strategy,
        value=strategy_value(strategy),
        name=before["name"],
        dated=before["dated"] + told.days,
        note=before["note"],
    )
    _call(home, goal, goal.name)


def _call(home: Home, goal: Goal, name: str) -> None:
    change_part(
        by=home.owner,
        strategy=goal.strategy,
        part=goal,
        name=name,
        description=goal.description,
        dimension=goal.dimension,
        parents=list(goal.parents.values_list("pk", flat=True)),
    )

"""The log words every act there is, in both languages."""

import ast
from pathlib import Path

import pytest

from farled.core.finding import Say
from farled.store import actions
from farled.store.actions.strategy_parts import PARTS
from farled.text import say

ACTS = ("act", "inventory_act", "strategy_act")
FOLDER = Path(actions.__file__).parent


def acts() -> set[str]:
    """The names of `with act("…")`, also those chosen on the spot."""
    found: set[str] = set()
    for path in FOLDER.glob("*.py"):
        tree = ast.parse(path.read_text())
        chosen: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                variable = str(getattr(node.targets[0], "id", ""))
                chosen[variable] = chosen.get(variable, set()) | names(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ACTS and node.args:
                said = node.args[0]
                found |= chosen.get(said.id, set()) if isinstance(said, ast.Name) else names(said)
    return found


def names(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return names(node.body) | names(node.orelse)
    if isinstance(node, ast.JoinedStr):
        beginning = str(getattr(node.values[0], "value", ""))
        return {f"{beginning}{kind}" for kind in PARTS}
    return set()


def test_the_acts_are_found():
    assert {"invite", "vote", "type_in", "add_goal", "withdraw_link"} <= acts()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_act_is_worded(language):
    silent = [name for name in acts() if say(Say(f"audit.{name}"), language) == f"audit.{name}"]
    assert sorted(silent) == []

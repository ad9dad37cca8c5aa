"""From an address to a row there is one way: a gate. What is found afterwards is found among the gated row's own.

Three rules, read off the source: a page whose address names a thing goes through a gate; nobody outside `store` asks
a model for rows without saying whose; and inside `store` a number or slug that came from outside is looked up only
among the rows of a parent.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.source import PACKAGE, name, python, tree

GATES = {
    "region_for", "strategy_for", "inventory_for", "workshop_for", "received_for", "own_agenda_for",
    "shared_by_link",
}  # fmt: skip
# parts of an address that name a row
NAMING = {"slug", "inventory", "number"}
# whose rows they are: a model's way up
PARENTS = {
    "region", "strategy", "inventory", "workshop", "step", "user", "participant", "area", "goal",
    "table", "item", "group", "theme", "memberships", "authorships",
}  # fmt: skip
OUTSIDE = {"pk", "id", "slug", "code", "key", "number", "token_hash", "ballot", "email", "name"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# where a row is found by a number or a secret alone: by module, or by module and function, with the reason
FREE = {
    "store/guests.py": "the signed cookie and the code are what the gate asks about",
    "store/signed_in.py": "the session says who",
    "store/resetting.py": "the signed link of a new password",
    "store/actions/journal.py": "rows that an act touches, which it came to through a gate",
    "store/actions/inventory_journal.py": "rows that an act touches, which it came to through a gate",
    "store/actions/acts.py:read_answers": "answers for many rooms in one query, kept by room",
    "store/actions/account.py:make_person": "whether an address is taken anywhere",
    "store/actions/steps.py:order_steps": "numbers that were found in the workshop's own list",
    "store/queries/account.py:removed_from": "a number that the region's own log names",
    "store/queries/account.py:person_by_address": "sign-in and reset begin with an address",
    "store/queries/account.py:demo_person": "the demo's four doors",
    "store/queries/account.py:names_in": "numbers that the region's own log names",
    "store/queries/join.py:own_things": "the steps of one's own voices",
    "store/queries/strategy.py:part_of": "the parent stands in what is handed on",
    "store/queries/workshop_rows.py": "the same, kind by kind",
}


# --- a page whose address names a thing goes through a gate --------------------------------------


@cache
def functions() -> dict[tuple[str, str], ast.AST]:
    """Every function of the doors by module and name."""
    return {
        (module_of(path), node.name): node
        for path in doors()
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    }


def doors() -> list[Path]:
    parts = (PACKAGE / "web", PACKAGE / "api")
    return [path for path in python() if any(part in path.parents for part in parts)]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


@cache
def imports(module: str) -> dict[str, tuple[str, str]]:
    """What a name of this module stands for: a module, or something in one."""
    path = PACKAGE.parent / f"{module.replace('.', '/')}.py"
    found = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = (node.module, alias.name)
    return found


def called(module: str, function: ast.AST) -> Iterator[tuple[str, str]]:
    """What a function names, as module and name; `page.phone_page` too."""
    known = imports(module)
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield known.get(node.id, (module, node.id))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            home, own = known.get(node.value.id, ("", ""))
            yield f"{home}.{own}", node.attr


def reaches_a_gate(module: str, function: str) -> bool:
    waiting, seen = [(module, function)], set()
    while waiting:
        place = waiting.pop()
        if place[0] == "farled.store.gates" and place[1] in GATES:
            return True
        if place not in seen and place in functions():
            waiting += called(place[0], functions()[place])
        seen.add(place)
    return False


def views(resolver: URLResolver, asked: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """The functions behind addresses that name a row, as module and name."""
    for pattern in resolver.url_patterns:
        parts = asked | pattern.pattern.converters.keys()
        if isinstance(pattern, URLResolver):
            yield from views(pattern, parts)
        elif isinstance(pattern, URLPattern) and parts & NAMING:
            yield pattern.callback.__module__, pattern.callback.__name__


def test_every_page_that_names_a_row_goes_through_a_gate() -> None:
    found = sorted({view for view in views(get_resolver()) if view[0].startswith("farled.web")})
    assert len(found) > 60
    assert [view for view in found if not reaches_a_gate(*view)] == []


def answers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of the API whose address names a row."""
    for (module, _name), node in functions().items():
        named = isinstance(node, ast.FunctionDef) and {arg.arg for arg in node.args.args} & NAMING
        decorated = isinstance(node, ast.FunctionDef) and node.decorator_list
        if module.startswith("farled.api") and named and decorated:
            yield module, node


def test_every_answer_of_the_api_goes_through_a_gate() -> None:
    found = [(module, node.name) for module, node in answers()]
    assert len(found) > 5
    assert [one for one in found if not reaches_a_gate(*one)] == []


# --- whoever asks for rows says whose -------------------------------------------------------------


def chains(path: Path) -> Iterator[tuple[ast.expr, list[ast.Call]]]:
    """Each `Model.objects.….…`: the whole expression and the calls along it."""
    above = {child: node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            calls: list[ast.Call] = []
            whole: ast.expr = node
            while isinstance(above.get(whole), ast.Attribute | ast.Call):
                parent = above[whole]
                if isinstance(parent, ast.Call) and parent.func is not whole:
                    break
                calls += [parent] if isinstance(parent, ast.Call) else []
                whole = parent
            yield whole, calls


def asked_by(calls: list[ast.Call]) -> dict[str, ast.expr]:
    return {word.arg: word.value for call in calls for word in call.keywords if word.arg}


def says_whose(asked: dict[str, ast.expr], around: ast.AST) -> bool:
    return any(set(word.split("__")) & PARENTS for word in asked) or any(
        is_known_row(value, around)
        for word, value in asked.items()
        if word.split("__")[0] in ("pk", "id")
    )


def is_known_row(value: ast.expr, around: ast.AST) -> bool:
    """`row.pk`, `row.thing_id`, or a list of such: whoever has the row came through the gate."""
    if isinstance(value, ast.ListComp | ast.GeneratorExp | ast.SetComp):
        return is_known_row(value.elt, around)
    if isinstance(value, ast.Name):
        return any(is_known_row(one, around) for one in assigned(value.id, around))
    if isinstance(value, ast.Call):
        # list(Thing.objects.filter(…).values_list("pk", flat=True)): the filter says whose
        return "values_list('pk'" in ast.unparse(value) or "values_list('id'" in ast.unparse(value)
    return isinstance(value, ast.Attribute) and (value.attr == "pk" or value.attr.endswith("_id"))


def assigned(word: str, around: ast.AST) -> list[ast.expr]:
    found = [node for node in ast.walk(around) if isinstance(node, ast.Assign)]
    return [
        node.value for node in found if any(ast.unparse(target) == word for target in node.targets)
    ]


def place(path: Path, node: ast.AST) -> str:
    return f"{name(path)}:{node.lineno}: {ast.unparse(node)[:120]}"


def reads(calls: list[ast.Call]) -> bool:
    """Making a row is no reading; neither is asking for none, or only whether there is any."""
    words = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    return not words & {"create", "bulk_create", "none", "get_or_create"}


def test_no_page_asks_for_rows_without_saying_whose() -> None:
    found = [
        place(path, whole)
        for path in doors()
        for whole, calls in chains(path)
        if reads(calls) and not says_whose(asked_by(calls), function_of(path, whole))
    ]
    assert found == [], "\n".join(found)


def test_no_page_uses_a_shortcut_past_the_gates() -> None:
    shortcuts = {"get_object_or_404", "get_list_or_404"}
    found = [
        place(path, node)
        for path in doors()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in shortcuts
        and imports(module_of(path)).get(ast.unparse(node.args[0]), ("",))[0]
        == "farled.store.models"
    ]
    assert found == []


def function_of(path: Path, node: ast.AST) -> ast.AST:
    """The innermost function a line stands in, else its module."""
    around = [
        one
        for one in ast.walk(tree(path))
        if isinstance(one, ast.FunctionDef) and one.lineno <= node.lineno <= (one.end_lineno or 0)
    ]
    return around[-1] if around else tree(path)


def test_what_came_from_outside_is_looked_up_among_a_parents_rows() -> None:
    found = []
    for path in python():
        if PACKAGE / "store" not in path.parents:
            continue
        for whole, calls in chains(path):
            asked, around = asked_by(calls), function_of(path, whole)
            keys = {word for word in asked if word.split("__")[0] in OUTSIDE}
            if (
                reads(calls)
                and keys
                and not is_inside(path, around)
                and not says_whose(asked, around)
            ):
                found.append((where(path, around), place(path, whole)))
    assert [line for free, line in found if not free & FREE.keys()] == []
    assert FREE.keys() - {one for free, _line in found for one in free} == set(), "not needed"


def is_inside(path: Path, around: ast.AST) -> bool:
    """An action's own step: what it is handed, the action has taken from rows it was given."""
    return path.parent.name == "actions" and getattr(around, "name", "").startswith("_")


def where(path: Path, around: ast.AST) -> set[str]:
    """What an exception may be called: the module, or the function in it."""
    module = str(path.relative_to(PACKAGE))
    return {module, f"{module}:{getattr(around, 'name', '')}"}

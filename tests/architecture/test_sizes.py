"""Small functions, small files, few arguments: as ratios, so that one exception is no drama."""

import ast
import statistics
from pathlib import Path

from tests.support.source import name, python, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef
DEEPER = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def functions() -> list[tuple[Path, Function]]:
    return [
        (path, node)
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
    ]


def code_lines(node: Function) -> int:
    """Lines of the body; the docstring is none."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def positional(node: Function) -> int:
    named = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
    # every ASGI application takes these three; that is not ours to choose
    asgi = {"scope", "receive", "send"}
    # nor what a URL names: Django hands it over by keyword
    mine = [arg for arg in named if arg not in ("self", "cls", "request")]
    return 0 if asgi <= set(mine) else len(mine)


def is_tag(path: Path) -> bool:
    """A template tag's arguments are the template's words."""
    return "templatetags" in path.parts


def depth(node: ast.AST, level: int = 0) -> int:
    below = [depth(child, level + is_deeper(node, child)) for child in ast.iter_child_nodes(node)]
    return max([level, *below])


def is_deeper(parent: ast.AST, child: ast.AST) -> bool:
    # elif is a sibling, not a level
    is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and child in parent.orelse
    return isinstance(child, DEEPER) and not is_elif


def listed(found: list[tuple[Path, Function]]) -> str:
    return "\n".join(f"{name(path)}:{node.lineno} {node.name}" for path, node in found)


def share(part: list, whole: list) -> float:
    return len(part) / len(whole)


def test_functions_are_short():
    every = functions()
    lengths = [code_lines(node) for _path, node in every]
    assert statistics.median(lengths) <= 6
    long = [(path, node) for path, node in every if code_lines(node) > 25]
    assert share(long, every) <= 0.01, listed(long)


def test_files_are_short():
    lengths = {path: len(path.read_text().splitlines()) for path in python()}
    long = [f"{name(path)}: {length}" for path, length in lengths.items() if length > 200]
    assert share(long, list(lengths)) <= 0.1, "\n".join(long)
    assert max(lengths.values()) <= 400, "\n".join(long)


def test_test_files_are_not_endless_either():
    long = [name(path) for path in python(tests=True) if len(path.read_text().splitlines()) > 600]
    assert long == []


def test_two_arguments_then_keywords():
    every = functions()
    many = [(path, node) for path, node in every if positional(node) > 2 and not is_tag(path)]
    assert share(many, every) <= 0.04, listed(many)
    assert [node.name for _path, node in every if positional(node) > 4] == []


def test_nesting_is_shallow():
    every = functions()
    deep = [(path, node) for path, node in every if depth(node) > 2]
    assert share(deep, every) <= 0.02, listed(deep)
    assert [node.name for _path, node in every if depth(node) > 3] == []

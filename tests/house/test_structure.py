"""The repository stays easy to read: small folders, small files, small functions, no cycles."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

import grimp
import pytest

from tests.house.repository import ROOT, tracked

MODULES_IN_A_FOLDER = 20
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 30
DECISIONS = ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match
"""A function without any of these is a table: its lines are rows, and none decides anything."""

CODE = ("*.py", "*.js", "*.css", "*.html", "*.j2", "*.tf", "*.tftest.hcl", "Makefile")
OTHERS_CODE = "vendor"
PACKAGES = ("eventbridge_notifier", "recorder")


def test_no_folder_holds_more_than_twenty_modules() -> None:
    folders = Counter(str(PurePosixPath(name).parent) for name in tracked("*.py"))
    assert len(folders) > 20
    assert {folder: n for folder, n in folders.items() if n > MODULES_IN_A_FOLDER} == {}


def test_no_file_that_people_write_is_longer_than_three_hundred_lines() -> None:
    names = [name for name in tracked(*CODE) if OTHERS_CODE not in PurePosixPath(name).parts]
    assert len(names) > 300
    texts = {name: (ROOT / name).read_text() for name in names}
    lines = {name: text.count("\n") for name, text in texts.items()
             if "generated" not in text.partition("\n")[0].lower()}
    assert {name: n for name, n in lines.items() if n > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_thirty_lines_but_for_tables() -> None:
    long = [f"{name}:{function.lineno} {function.name} has {length} lines"
            for name in tracked("*.py") for function in functions((ROOT / name).read_text())
            if (length := lines_of(function)) > LINES_OF_A_FUNCTION and not is_table(function)]
    assert long == []


@pytest.mark.parametrize(("source", "counted"), [
    ("def f():\n    '''One.\n\n    Two.\n    '''\n    return 1\n", 2),
    ("def f(a,\n      b):\n    x = 1\n    return x\n", 4)])
def test_a_functions_lines_are_counted_without_its_docstring(source: str, counted: int) -> None:
    assert [lines_of(function) for function in functions(source)] == [counted]


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph(*PACKAGES)
    assert len(graph.modules) > 200
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def functions(source: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without those of the docstring."""
    whole = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    told = ast.get_docstring(function) is not None
    return whole - ((first.end_lineno or 0) - first.lineno + 1 if told else 0)


def is_table(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not any(isinstance(node, DECISIONS) for node in ast.walk(function))

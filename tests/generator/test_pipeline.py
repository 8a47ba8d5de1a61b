"""The pipeline is one function that calls one entry per room, in order, as the docs list them."""

import ast
import inspect
import re

from eventbridge_notifier.pipeline import generate

ENTRIES = ["spec.load", "compiler.compile_watch", "checks.watches", "placement.of",
           "checks.of_stack", "stack.files"]


def test_generate_calls_one_entry_of_each_room_in_order() -> None:
    tree = ast.parse(inspect.getsource(generate.generate))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Attribute)]
    in_order = sorted(calls, key=lambda node: (node.lineno, node.col_offset))
    assert [ast.unparse(node.func) for node in in_order] == ENTRIES


def test_its_docstring_lists_them() -> None:
    listed = re.findall(r"^    ([a-z]+)\.[a-z_]+ ", generate.__doc__ or "", re.M)
    assert listed == ["spec", "compiler", "checks", "deploy", "checks", "deploy"]

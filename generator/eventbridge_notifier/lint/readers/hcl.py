"""Terraform's HCL to nodes of the shape that Terraform's JSON has. Pure.

A block `resource "a" "b" { … }` is `{"resource": [{"a": {"b": {…}}}]}`; a repeated block has an
element for each. Whatever is not a literal is unknown: nothing is evaluated but `jsonencode`,
`concat`, `merge` and `tolist`, `toset`, `tomap` of literals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lark import Token, Tree, UnexpectedInput
from lark.exceptions import LarkError

from eventbridge_notifier.lint.nodes import (
    HOLE,
    UNKNOWN,
    Lines,
    Node,
    Position,
    Unreadable,
    mapped,
)
from eventbridge_notifier.lint.readers import template


def read(text: str) -> Node:
    """The body of a file."""
    import hcl2  # loaded late: it takes longer than all other readers together
    try:
        tree = hcl2.parses_to_tree(text if text.endswith("\n") else text + "\n")
    except UnexpectedInput as error:
        raise Unreadable((max(error.line, 1), max(error.column, 1)), "this is not HCL") from None
    except LarkError as error:
        raise Unreadable((1, 1), f"this is not HCL: {str(error).splitlines()[0]}") from None
    return _Builder(text).body(_only(tree, "body"), (1, 1))


def expression(text: str) -> Node:
    """An expression that stands alone, such as the text of an interpolation."""
    body = read("x = " + text)
    return body.value["x"]  # type: ignore[no-any-return]


def _only(tree: Tree[Any], kind: str) -> Tree[Any]:
    return next(one for one in tree.children if isinstance(one, Tree) and one.data == kind)


def _trees(tree: Tree[Any]) -> list[Tree[Any]]:
    """The children that are no punctuation and no comments."""
    return [one for one in tree.children
            if isinstance(one, Tree) and one.data != "new_line_or_comment"]


class _Builder:
    """Nodes of a parse tree."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)

    def body(self, tree: Tree[Any], position: Position) -> Node:
        found: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for one in _trees(tree):
            name, *rest = _trees(one)
            key = _word(name)
            if one.data == "attribute":
                found[key] = self.value(rest[-1])
                keys[key] = _position(one)
            else:
                listed = found.setdefault(key, Node([], _position(one)))
                keys.setdefault(key, _position(one))
                if isinstance(listed.value, list):
                    listed.value.append(self.block(rest, _position(one)))
        return Node(found, position, keys)

    def block(self, parts: list[Tree[Any]], position: Position) -> Node:
        """The body below its labels."""
        *labels, body = parts
        node = self.body(body, position)
        for label in reversed(labels):
            text = self.string(label).value if label.data == "string" else _word(label)
            key = text if isinstance(text, str) else HOLE
            node = Node({key: node}, position, {key: position})
        return node

    def value(self, tree: Tree[Any]) -> Node:
        """The value of an expression."""
        make = _VALUES.get(tree.data)
        return make(self, tree) if make else Node(UNKNOWN, _position(tree))

    def term(self, tree: Tree[Any]) -> Node:
        inner = _trees(tree)
        return self.value(inner[0]) if len(inner) == 1 else Node(UNKNOWN, _position(tree))

    def literal(self, tree: Tree[Any]) -> Node:
        word = _word(tree)
        return Node({"true": True, "false": False, "null": None}[word], _position(tree))

    def number(self, tree: Tree[Any]) -> Node:
        word = _word(tree)
        try:
            return Node(float(word) if tree.data == "float_lit" else int(word), _position(tree))
        except ValueError:  # more digits than Python reads
            return Node(UNKNOWN, _position(tree))

    def unary(self, tree: Tree[Any]) -> Node:
        node = self.value(_trees(tree)[0])
        is_minus = str(tree.children[0]) == "-"
        is_number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return Node(-node.value if is_minus and is_number else UNKNOWN, _position(tree))

    def string(self, tree: Tree[Any]) -> Node:
        text = ""
        offsets: list[int] = []
        for part in _trees(tree):
            start = int(part.meta.start_pos)
            raw = part.children[0]
            if not isinstance(raw, Token):
                if raw.data != "interpolation":
                    return Node(UNKNOWN, _position(tree))
                piece, at = HOLE, [start]
            elif raw.type in ("ESCAPED_INTERPOLATION", "ESCAPED_DIRECTIVE"):
                piece, at = template.unescaped(str(raw)[1:], start + 1)
            else:
                piece, at = template.unescaped(str(raw), start)
            text += piece
            offsets += at
        offsets.append(int(tree.meta.end_pos) - 1)
        return Node(_text(text), _position(tree), origin=mapped(self.lines.at, offsets))

    def heredoc(self, tree: Tree[Any]) -> Node:
        raw, start = str(tree.children[0]), int(tree.meta.start_pos)
        body = raw.index("\n") + 1
        lines = raw[body:].rstrip("\r\n").split("\n")[:-1]
        if raw.startswith("<<-"):
            indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
            cut = min(indents, default=0)
        else:
            cut = 0
        text, at = "", start + body
        offsets: list[int] = []
        for line in lines:
            text += line[cut:] + "\n"
            offsets += range(at + min(cut, len(line)), at + len(line) + 1)
            at += len(line) + 1
        held = template.holes(text)
        if held is None:
            return Node(UNKNOWN, _position(tree))
        value, kept = held
        origin = mapped(self.lines.at, [offsets[one] for one in kept])
        return Node(_text(value), _position(tree), origin=origin)

    def list(self, tree: Tree[Any]) -> Node:
        return Node([self.value(one) for one in _trees(tree)], _position(tree))

    def object(self, tree: Tree[Any]) -> Node:
        found: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for element in _trees(tree):
            key, value = _trees(element)
            name = self.key(_trees(key)[0])
            found[name] = self.value(value)
            keys[name] = _position(key)
        return Node(found, _position(tree), keys)

    def key(self, tree: Tree[Any]) -> str:
        """A bare word is text; an expression in parentheses is unknown."""
        if tree.data == "keyword":
            return _word(tree)
        inner = _trees(tree)
        is_bare = tree.data == "expr_term" and len(inner) == 1 and len(tree.children) == 1
        if is_bare and inner[0].data in ("identifier", "literal_value"):
            return _word(inner[0])
        value = self.value(tree).value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return value if is_bare and isinstance(value, str) else HOLE

    def call(self, tree: Tree[Any]) -> Node:
        name, *rest = _trees(tree)
        values = [self.value(one) for one in _trees(rest[0])] if rest else []
        spread = bool(rest) and any(isinstance(one, Token) and one.type == "ELLIPSIS"
                                    for one in rest[0].children)
        make = _FUNCTIONS.get(_word(name)) if name.data == "identifier" and not spread else None
        node = make(values) if make and values else None
        return node or Node(UNKNOWN, _position(tree))


def _word(tree: Tree[Any]) -> str:
    return "".join(str(one) for one in tree.children)


def _position(tree: Tree[Any]) -> Position:
    meta = tree.meta
    return (1, 1) if meta.empty else (int(meta.line), int(meta.column))


def _text(value: str) -> Any:
    """A text that is one interpolation may be of any type."""
    return UNKNOWN if value == HOLE else value


def _concat(values: list[Node]) -> Node:
    elements: list[Node] = []
    for one in values:
        elements += one.value if isinstance(one.value, list) else [Node(UNKNOWN, one.position)]
    return Node(elements, values[0].position)


def _merge(values: list[Node]) -> Node | None:
    if not all(isinstance(one.value, dict) for one in values):
        return None
    found: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    for one in values:
        found |= one.value
        keys |= one.keys
    return Node(found, values[0].position, keys)


def _encoded(values: list[Node]) -> Node:
    values[0].tag = "jsonencode"
    return values[0]


_FUNCTIONS: dict[str, Callable[[list[Node]], Node | None]] = {
    "jsonencode": _encoded, "concat": _concat, "merge": _merge,
    "tolist": lambda values: values[0], "toset": lambda values: values[0],
    "tomap": lambda values: values[0],
}

_VALUES: dict[str, Callable[[_Builder, Tree[Any]], Node]] = {
    "expr_term": _Builder.term, "literal_value": _Builder.literal, "int_lit": _Builder.number,
    "float_lit": _Builder.number, "unary_op": _Builder.unary, "string": _Builder.string,
    "heredoc_template": _Builder.heredoc, "heredoc_template_trim": _Builder.heredoc,
    "tuple": _Builder.list, "object": _Builder.object, "function_call": _Builder.call,
}

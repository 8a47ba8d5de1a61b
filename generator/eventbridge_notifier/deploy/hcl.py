"""Python values as HCL expressions. The one place where text becomes HCL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def expression(value: Any) -> str:
    """HCL for text, numbers, booleans, None, lists and mappings of those, in one line."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(expression, value))}]"
    return json.dumps(value)


def text(value: str) -> str:
    """A quoted string that Terraform reads back as `value`: no interpolation, no directives."""
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted.replace("${", "$${").replace("%{", "%%{")


def _object(value: Mapping[str, Any]) -> str:
    if not value:
        return "{}"
    members = (f"{text(str(key))} = {expression(item)}" for key, item in value.items())
    return f"{{ {', '.join(members)} }}"

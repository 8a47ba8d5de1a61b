"""`*` and `?`, and the variables in between. A variable's value is taken as it is written."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from glob import escape

from eventbridge_notifier.sandbox.iam.policy.request import Context

VARIABLE = re.compile(r"\$\{([^}]*)\}")
# IAM user guide, "Special characters": how a policy writes them for themselves.
_SPECIAL = {"*": "[*]", "?": "[?]", "$": "$"}


def like(text: str, pattern: str) -> bool:
    """Does all of `text` match a pattern that `filled` has made?"""
    return _compiled(pattern).match(text) is not None


def filled(pattern: str, context: Context, variables: bool = True) -> str | None:
    """A pattern with its variables filled in; None where one has no value, or several."""
    pieces, last = [], 0
    for found in VARIABLE.finditer(pattern) if variables else ():
        if (value := _value(found[1], context)) is None:
            return None
        pieces += [_plain(pattern[last:found.start()]), value]
        last = found.end()
    return "".join([*pieces, _plain(pattern[last:])])


def arn_like(arn: str, pattern: str) -> bool:
    """As `like`, but a `*` does not reach over the colons of an ARN's first five parts."""
    parts, wanted = arn.split(":", 5), pattern.split(":", 5)
    return len(parts) == len(wanted) == 6 and all(map(like, parts, wanted))


def exact(pattern: str, context: Context, variables: bool = True) -> str | None:
    """The text that a pattern stands for where `*` and `?` are letters like others."""
    pieces, last = [], 0
    for found in VARIABLE.finditer(pattern) if variables else ():
        if (value := _raw(found[1], context)) is None:
            return None
        pieces += [pattern[last:found.start()], value]
        last = found.end()
    return "".join([*pieces, pattern[last:]])


def _value(name: str, context: Context) -> str | None:
    if name in _SPECIAL:
        return _SPECIAL[name]
    raw = _raw(name, context)
    return None if raw is None else escape(raw)


def _raw(name: str, context: Context) -> str | None:
    """`${aws:PrincipalTag/team, 'none'}` has a value for when there is no other."""
    if name in _SPECIAL:
        return name
    key, _, default = name.partition(",")
    values = context.get(key.strip().lower(), ())
    if len(values) == 1:
        return values[0]
    quoted = default.strip()
    return quoted[1:-1] if len(quoted) > 1 and quoted[0] == quoted[-1] == "'" else None


def _plain(text: str) -> str:
    """fnmatch reads `[` as the beginning of a set; policies do not."""
    return text.replace("[", "[[]")


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))

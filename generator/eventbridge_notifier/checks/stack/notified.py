"""Whether the names in `notify` are names of somebody. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.diagnostics.finding import Finding

# `topics = {` and `webhooks = {` with what is written in them; another expression is not read.
_DECLARES = re.compile(r"^\s*(topics|webhooks)\s*=\s*(.)", re.M)
_NAME = re.compile(r"[\"\s{]([A-Za-z0-9_-]+)\"?\s*=\s*\{")


def declared(stack: Stack) -> Iterator[Finding]:
    """Names that no topic or webhook of the stack has: the module makes a topic of them, to which
    nobody has subscribed. Stacks whose topics come from elsewhere are not judged.
    """
    text = "\n".join(stack.texts.values())
    given = _DECLARES.findall(text)
    if not given or any(first != "{" for _, first in given):
        return
    names = set(_NAME.findall(text))
    for watch in stack.spec.watches:
        for name in watch.notify:
            if name not in names:
                yield watch.finding(("notify",), "nobody-told", f"no topic and no webhook of the "
                                    f"stack is called {name}: the module makes a topic of it, "
                                    "without subscribers", suggestion=meant(name, sorted(names)))

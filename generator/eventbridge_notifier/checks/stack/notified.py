"""Whether the names in `notify` are names of somebody. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from eventbridge_notifier.aws.suggest import is_certain_slip, letters, meant
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.diagnostics.finding import Finding

# `topics = {` and `webhooks = {` with what is written in them; another expression is not read.
_DECLARES = re.compile(r"^\s*(topics|webhooks)\s*=\s*(.)", re.M)
_NAME = re.compile(r"[\"\s{]([A-Za-z0-9_-]+)\"?\s*=\s*\{")


def declared(stack: Stack) -> Iterator[Finding]:
    """Names that no topic or webhook of the stack has: the module makes a topic of them, to which
    nobody has subscribed. Where a stack's topics come from elsewhere, the spec's own names are
    compared: one that is a slip of another is likely no name.
    """
    names = _names("\n".join(stack.texts.values()))
    slips = _slips(stack) if names is None else {}
    for watch in stack.spec.watches:
        for name in watch.notify:
            if names is not None and name not in names:
                yield watch.finding(("notify",), "nobody-told",
                                    f"the stack declares no topic or webhook {name}: the module "
                                    "makes a topic of that name, without subscribers",
                                    suggestion=meant(name, sorted(names)))
            elif name in slips:
                yield watch.finding(("notify",), "nobody-told",
                                    f"other watches notify {slips[name]}, and {name} is a topic or "
                                    "webhook of its own",
                                    suggestion=slips[name])


def _names(text: str) -> set[str] | None:
    """The topics and webhooks that the stack's Terraform gives; None where it cannot be read."""
    given = _DECLARES.findall(text)
    if not given or any(first != "{" for _, first in given):
        return None
    return set(_NAME.findall(text))


def _slips(stack: Stack) -> dict[str, str]:
    """Names in `notify` that are surely a slip of one that more watches, or earlier ones, name."""
    counted = Counter(name for watch in stack.spec.watches for name in watch.notify)
    ranked = sorted(counted, key=lambda name: -counted[name])  # as often: the earlier first
    return {name: meant(name, ranked[:place]) for place, name in enumerate(ranked)
            if is_certain_slip(name, ranked[:place])
            or letters(name) in map(letters, ranked[:place])}

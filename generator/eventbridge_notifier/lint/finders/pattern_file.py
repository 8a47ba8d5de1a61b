"""A file that holds one event pattern and nothing else, or what `aws events` takes and prints."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier.lint.candidate import Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.finders.terraform import is_pattern
from eventbridge_notifier.lint.nodes import Node

ALONE = "pattern"
"""What a pattern is called that has no name in its file."""

_ENVELOPE = {"source", "detail-type", "detail", "account", "region", "resources", "id", "time",
             "version", "$or"}


def find(root: Node) -> Iterator[Found]:
    """The pattern of the file; of `aws events describe-rule` or `list-rules`, each rule's."""
    if is_pattern(root) and set(root.value) <= _ENVELOPE:
        yield from shared.pattern(ALONE, root, (root.position[0],), state=None, bus=None)
        return
    rules = root.get("Rules")
    for rule in [root, *(rules.elements() if rules else ())]:
        name = rule.get("Name")
        if name is not None and isinstance(name.value, str):
            yield from shared.pattern(
                name.value, rule.get("EventPattern"), (rule.position[0],),
                bus=shared.bus(rule.get("EventBusName")), state=shared.state(rule.get("State")),
                facts=shared.facts(description=rule.get("Description")))

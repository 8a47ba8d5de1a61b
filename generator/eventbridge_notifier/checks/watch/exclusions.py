"""`exclude`: exclusions that cannot work, or exclude nothing or everybody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.exclusions import applies, clashes, conditions_of, merged
from eventbridge_notifier.diagnostics.finding import Finding, KeyPath
from eventbridge_notifier.spec.model import Watch
from eventbridge_notifier.spec.yaml import Tree


def possible(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Exclusions that cannot work on the events of `watch`."""
    if watch.exclude and not applies(watch):
        yield watch.finding(("exclude",), "exclude",
                            "its events do not name a caller: `exclude` is for API calls and "
                            "sign-ins" if watch.pattern is None else
                            "`exclude` does not apply to a `pattern`; put the condition into the "
                            'pattern: [{"anything-but": [...]}, {"exists": false}]')
    elif watch.pattern is not None and any(watch.inherited):
        yield watch.finding(("pattern",), "unverified-exclude",
                            "the spec's `exclude` does not apply to a `pattern`; put the "
                            "condition into the pattern")
    own = conditions_of(watch.exclude)
    for path, condition in conditions_of(merged(watch)).items() if applies(watch) else ():
        for other, message in clashes(watch.where, path, condition):
            code = "exclude" if path in own else "unverified-exclude"
            yield watch.finding(("where", other), code, message)


def texts(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Texts of `exclude` that exclude nothing, or everybody."""
    for tree in trees:
        for path, given in _written(tree.value):
            for below, code, message, suggestion in _doubts(given):
                yield tree.file.finding((*path, *below), code, message, suggestion=suggestion)


def _written(value: Any) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """(path, exclusions) wherever a file has them; the schema may yet refuse their form."""
    whole = value if isinstance(value, dict) else {}
    below = [((key, name), one) for key in ("packs", "watches") if isinstance(whole.get(key), dict)
             for name, one in whole[key].items()]
    for path, one in [((), whole), *below]:
        if isinstance(one, dict) and isinstance(one.get("exclude"), dict):
            yield (*path, "exclude"), one["exclude"]


def _doubts(given: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, str, str]]:
    """(path, code, message, suggestion) for each text that does not exclude what it should."""
    for switch, values in given.items():
        for index, text in enumerate(values if isinstance(values, list) else ()):
            path = (switch, index)
            if not isinstance(text, str):
                continue
            if not text.strip("*"):
                yield path, "exclude", f"{text!r} excludes everybody", ""
            elif switch == "principals" and ":role/" in text:
                yield path, "unverified-exclude", (
                    "a role acts in sessions, which have ARNs of their own; name it under `roles`"
                ), "roles"
            elif switch == "roles" and ":assumed-role/" in text:
                yield path, "unverified-exclude", ("this is the ARN of a session; name it under "
                                                   "`principals`"), "principals"
            elif switch == "services" and (near := _unknown_service(text)):
                yield path, "unverified-service", f"AWS has no service {text}", near


def _unknown_service(name: str) -> str:
    """The service that was likely meant, where `name` is certainly a misspelling."""
    try:
        aws.service(name.removesuffix(aws.SUFFIX))
    except aws.Unknown as unknown:
        return next(iter(unknown.suggestions), "")
    return ""

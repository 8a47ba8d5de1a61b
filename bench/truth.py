"""How much of a real log does eventbridge_notifier.aws know? And what does it not know?

`python -m bench.truth LOG…` reads CloudTrail logs (`{"Records": […]}`, JSON lines, gzipped or not,
whole folders) and saved EventBridge events, services' own among them. `--json` prints the figures
and the lists for a script.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.events import envelope, logs

_KINDS = ("operations", "refusals", "parameters", "read-only", "regions", "sources",
          "detail-types", "fields")


@dataclass
class Truth:
    """Counts of what was asked and known, and what was not known, by kind."""

    asked: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    missing: dict[str, Counter[str]] = field(
        default_factory=lambda: {kind: Counter() for kind in _KINDS})

    def note(self, kind: str, what: str, known: bool) -> None:
        self.asked[kind] += 1
        self.known[kind] += known
        if not known:
            self.missing[kind][what] += 1


def paths(value: Any, above: str) -> Iterator[str]:
    """Dotted paths of all leaves; lists are looked through, as a pattern does."""
    if isinstance(value, Mapping) and value:
        for key, below in value.items():
            yield from paths(below, f"{above}.{key}")
    elif isinstance(value, list) and value:
        for one in value:
            yield from paths(one, above)
    else:
        yield above


def measure(events: Iterable[Mapping[str, Any]]) -> Truth:
    """What is known of EventBridge events: of CloudTrail's records, and of services' own events."""
    truth = Truth()
    for event in events:
        record = event["detail"]
        called = record.get("eventSource") and record.get("eventName")
        if event["detail-type"] not in aws.VIA_CLOUDTRAIL:
            _native(truth, event)
        elif called and record.get("eventType", "AwsApiCall") in ("AwsApiCall", "AwsConsoleSignIn"):
            _one(truth, record)
    return truth


def _native(truth: Truth, event: Mapping[str, Any]) -> None:
    """A service's own event: its source, its detail-type, its fields where any are known."""
    source, kind = event["source"], event["detail-type"]
    if not aws.is_native(source):
        return
    what = f"{source} {kind}"
    truth.note("sources", source, aws.has_events(source))
    try:
        native = aws.native_event(source, kind)
    except aws.Unknown as unknown:
        truth.note("refusals", f"{what} ({', '.join(unknown.suggestions)})", False)
        truth.note("detail-types", what, False)
        return
    truth.note("detail-types", what, native.certain)
    for path in sorted(set(paths(event["detail"], "")) - {""}) if native.fields else ():
        _field(truth, native, path.removeprefix("."))


def _field(truth: Truth, native: aws.Native, path: str) -> None:
    what = f"{native.source} {native.detail_type}: {path}"
    try:
        found = aws.native_field(native, path)
    except aws.Unknown as unknown:
        truth.note("refusals", f"{what} ({', '.join(unknown.suggestions)})", False)
        truth.note("fields", what, False)
        return
    truth.note("refusals", what, True)
    truth.note("fields", what, found.certain)


def _one(truth: Truth, record: Mapping[str, Any]) -> None:
    source, name = record["eventSource"], record["eventName"]
    what = f"{source}:{name}"
    if "readOnly" in record:
        truth.note("read-only", f"{what} readOnly={record['readOnly']}",
                   aws.is_read_only(source, name) == record["readOnly"])
    home = aws.home_of(source)
    truth.note("regions", f"{what} {record.get('awsRegion')}",
               home in (None, record.get("awsRegion")))
    try:
        called = aws.operation(source, name)
    except aws.Unknown as unknown:
        truth.note("refusals", f"{what} ({', '.join(unknown.suggestions)})", False)
        truth.note("operations", what, False)
        return
    truth.note("refusals", what, True)
    truth.note("operations", what, called.certain and name in called.event_names)
    for path in sorted(set(paths(record.get("requestParameters") or {}, "requestParameters"))):
        if path != "requestParameters":
            _path(truth, called, path)


def _path(truth: Truth, called: aws.Operation, path: str) -> None:
    what = f"{called.service}:{called.name} {path}"
    try:
        found = aws.parameter(called.service, called.name, path)
    except aws.Unknown as unknown:
        truth.note("refusals", f"{what} ({', '.join(unknown.suggestions)})", False)
        truth.note("parameters", what, False)
        return
    truth.note("refusals", what, True)
    truth.note("parameters", what, found.certain)


def show(truth: Truth, most: int) -> None:
    for kind in _KINDS:
        asked, known = truth.asked[kind], truth.known[kind]
        words = "not refused" if kind == "refusals" else "known"
        share = 100 * known / max(asked, 1)
        print(f"{kind:<12} {known:>7,} of {asked:>7,} {words} ({share:.2f} %)")
    for kind in _KINDS:
        for what, count in truth.missing[kind].most_common(most):
            print(f"  {kind}: {what} x{count}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--most", type=int, default=60, help="how many unknown things to list")
    options = parser.parse_args()
    try:
        truth = measure(envelope.event_of(value) for path in logs.find(options.log)
                        for value in logs.read(path))
    except logs.LogError as error:
        parser.error(str(error))
    if options.json:
        print(json.dumps({"asked": truth.asked, "known": truth.known, "missing": truth.missing}))
    else:
        show(truth, options.most)


if __name__ == "__main__":
    main()

"""What packed rules deliver too much: events that reach the recorder, divided by records made.

`python -m bench.packed_delivery [--json]`. All packs, over the real CloudTrail records that lie
beside this checkout; without them, over an event made up for each watch.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import yaml
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import envelope, synthetic
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec.packs import PACKS

from bench.recorder_parts.events import SAMPLES
from tests.packed.stacks import Both

MOST = 3.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    text = yaml.safe_dump({"version": 1, "home_region": "us-east-1", "packs": list(PACKS)})
    rules = compile_texts([("watches.yaml", text)]).rules
    both = Both(rules)
    told = figures(both, events(rules))
    told["bar"] = MOST
    if as_json:
        print(json.dumps(told))
    else:
        print("{watches} watches in {rules} packed rules and {own} of their own, {events} events: "
              "{delivered} delivered, {recorded} recorded: {ratio:.2f} (at most {bar:g})"
              .format(**told))
    return 0 if told["ratio"] <= MOST else 1


def events(rules: tuple[Rule, ...]) -> list[dict[str, Any]]:
    """Real records, each once; or one made up for each watch."""
    lines = [line for path in sorted(SAMPLES.glob("*.jsonl"))
             for line in path.read_text("utf-8").splitlines()]
    unique = {record["eventID"]: record for record in map(json.loads, lines)}
    if unique:
        return [dict(envelope.wrap(record)) for record in unique.values()]
    return [event for rule in rules if (event := synthetic.match(rule))]


def figures(both: Both, some: list[dict[str, Any]]) -> dict[str, Any]:
    """`recorded` counts records, of which an event may make several."""
    delivered = sum(map(both.delivered, some))
    recorded = sum(len(both.messages(event)) for event in some)
    return {"watches": len(both.rules), "rules": len(both.packs), "events": len(some),
            "own": len(both.layout.separate), "delivered": delivered, "recorded": recorded,
            "ratio": delivered / recorded}


if __name__ == "__main__":
    sys.exit(main())

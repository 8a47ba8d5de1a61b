"""The recorder with 10,000 watches in packed rules, beside one watch in a rule of its own.

`python -m bench.packed_recorder [--watches N] [--json]`. The committed zip under Lambda's Runtime
API, as in bench/recorder.py. The watches are those of bench/generate.py over 200 services, and the
events are made up for them, so that each matches one: both make as many records. The one watch
keeps the same field of each event as the watch for which that was made.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.compiler.packing import Pack
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import packed, placement
from eventbridge_notifier.events import synthetic
from eventbridge_notifier.patterns import RuleSet
from eventbridge_notifier.pipeline.generate import compile_texts
from rich.console import Console
from rich.table import Table

from bench import generate
from bench.recorder_parts.contestants import OURS, SCRATCH, Contestant, contestants, environ
from bench.recorder_parts.endpoint import endpoint
from bench.recorder_parts.function import function
from bench.recorder_parts.share import on_one_processor, slowed

KEY, BUCKET = "packed/watches.jsonl", "spill"
ROUNDS, SECONDS, BATCH, EVENTS, IN_USE, SHARED = 5, 2.0, 100, 2_000, 20, 200
BARS = (("events/s, of those with one watch", "ratio", 0.7, False),
        ("first event of 200 watches at 512 MB, s", "first", 0.5, True),
        ("MB with 20 packed rules in use", "memory", 128, True))
Json = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--watches", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    on_one_processor()
    found = figures(said.watches)
    met = {name: found[name] <= bar if most else found[name] >= bar
           for _, name, bar, most in BARS}
    if said.json:
        print(json.dumps({"figures": found, "met": met}))
    else:
        table = Table("", "measured", "bar", "")
        for words, name, bar, most in BARS:
            table.add_row(words, f"{found[name]:.3g}", f"at {'most' if most else 'least'} {bar:g}",
                          "met" if met[name] else "MISSED")
        Console(width=120).print(table)
        print(", ".join(f"{name} {value:,.3f}" for name, value in found.items()))
    return 0 if all(met.values()) else 1


def figures(count: int) -> dict[str, float]:
    compiled = compile_texts([("watches.yaml", generate.spec(count, "packed"))])
    packs = placement.of(compiled.spec, compiled.rules).layout.packs
    file = packed.packed(packs, "")
    inputs = _inputs(packs, file)
    rules = {_id(pack, number): rule for pack in packs for number, rule in enumerate(pack.rules)}
    ours = next(one for one in contestants() if one.name == OURS)
    with endpoint(SCRATCH) as there:
        there.objects[f"/{BUCKET}/{KEY}"] = file.text.encode()
        around = environ(ours, there.url, there.bundle)
        shared = {**around, "SPILL_BUCKET": BUCKET, "PACKED_WATCHES": KEY}
        every = [one for some in inputs.values() for one in some]
        separate = [_alone(one, rules[one["event"]["detail"]["eventID"]]) for one in every]
        turns = [(_rate(ours, around, separate), _rate(ours, shared, every)) for _ in range(ROUNDS)]
        one, many = (max(rate for rate, _ in some) for some in zip(*turns, strict=True))
        work = [min(cpu for _, cpu in some) for some in zip(*turns, strict=True)]
        started, first = _first(ours, shared, packs, inputs)
        return {"one": one, "many": many, "ratio": many / one, "cpu_ms_one": work[0],
                "cpu_ms_many": work[1], "init": started, "first": first,
                "memory": _memory(ours, shared, inputs), "rules": len(packs),
                "megabytes": len(file.text) / 1e6}


def _inputs(packs: tuple[Pack, ...], file: packed.Packed) -> dict[str, list[Json]]:
    """What each packed rule hands over: events that are made up for its watches, and match one."""
    each = max(1, EVENTS // len(packs))
    return {pack.name: [
        {"packed": pack.name, "sha256": file.hashes[pack.name],
         "event": {**event, "detail": {**event["detail"], "eventID": _id(pack, number)}}}
        for number, event in islice(_matching_one(pack), each)] for pack in packs}


def _matching_one(pack: Pack) -> Iterator[tuple[int, Json]]:
    every = RuleSet({rule.name: rule.compiled for rule in pack.rules})
    for number, rule in enumerate(pack.rules):
        event = synthetic.match(rule)
        if event and len(every.matching(event)) == 1:
            yield number, event


def _id(pack: Pack, number: int) -> str:
    return f"{pack.name}-{number}"


def _alone(packed: Json, rule: Rule) -> Json:
    """The same event as the target of a watch's own rule hands it over."""
    event = packed["event"]
    return {"watch": "one", "severity": "low", "record": dict(rule.record), "event": event,
            "resources": rows_of_event(event)}


def _rate(ours: Contestant, around: dict[str, str], inputs: list[Json]) -> tuple[float, float]:
    """Events that a second takes, in batches, once all packed rules are in use; and milliseconds
    of a processor for each."""
    batches = [_batch(inputs[at:at + BATCH]) for at in range(0, len(inputs) - BATCH, BATCH)]
    with function(ours.command, ours.folder, around, batches) as running:
        running.ready()
        before, began = running.cpu(), time.perf_counter()
        events = BATCH * len(running.run(_until(batches, began + SECONDS)))
        return (events / (time.perf_counter() - began),
                1000 * (running.cpu() - before) / events)


def _until(batches: list[bytes], end: float) -> Any:
    for one in cycle(batches):
        if time.perf_counter() > end:
            return
        yield one


def _first(ours: Contestant, around: dict[str, str], packs: tuple[Pack, ...],
           inputs: dict[str, list[Json]]) -> tuple[float, float]:
    """Seconds until it has started, and of the first event of a packed rule of 200 watches."""
    pack = min(packs, key=lambda one: abs(len(one.rules) - SHARED))
    payload = json.dumps(inputs[pack.name][0]).encode()
    with function(ours.command, ours.folder, around) as running:
        running.ready()
        started = time.perf_counter() - running.started
        with slowed(running.pid, 512):
            (first,) = running.run([payload])
    return started, first


def _memory(ours: Contestant, around: dict[str, str], inputs: dict[str, list[Json]]) -> float:
    some = [_batch(one[:BATCH]) for one in list(inputs.values())[:IN_USE]]
    with function(ours.command, ours.folder, around) as running:
        running.run(some)
        return running.memory()


def _batch(inputs: list[Json]) -> bytes:
    return json.dumps({"Records": [
        {"eventSource": "aws:sqs", "messageId": str(number), "body": json.dumps(one)}
        for number, one in enumerate(inputs)]}).encode()


if __name__ == "__main__":
    sys.exit(main())

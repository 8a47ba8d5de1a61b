"""The engines that bench/patterns.py compares, each run in an environment of its own.

Run as a module it reads requests from standard input, one JSON object a line, and answers each.
`{"cases": FILE}` judges cases; `{"rules": KIND, "text": bool, "seed": N, "events": N}` measures.
Every engine gets its shortest way: patterns are compiled before the clock starts, and events are
handed over as dicts where they are parsed.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import pattern_load

Event = Any
Matcher = Callable[[Event], int]
"""Tells how many of the rules match."""

BUDGET = 1.0
"""Seconds that one measurement may take at most; a slow engine gets through fewer events."""


class Ours:
    """eventbridge_notifier.patterns of this checkout."""

    def __init__(self) -> None:
        from eventbridge_notifier import patterns
        self.patterns = patterns

    def one(self, pattern: str) -> Callable[[str], bool]:
        return self.patterns.compile(pattern).matches

    def many(self, rules: dict[str, dict[str, Any]]) -> Matcher:
        matching = self.patterns.RuleSet(rules).matching
        return lambda event: len(matching(event))


class Moto:
    def __init__(self) -> None:
        from moto.events.models import EventPattern, EventPatternParser
        self.parse = lambda text: EventPattern(text, EventPatternParser(text).parse())

    def one(self, pattern: str) -> Callable[[str], bool]:
        matches = self.parse(pattern).matches_event
        return lambda event: bool(matches(json.loads(event)))

    def many(self, rules: dict[str, dict[str, Any]]) -> Matcher:
        each = [self.parse(json.dumps(rule)).matches_event for rule in rules.values()]
        return lambda event: sum(map(bool, (matches(event) for matches in each)))


class Localstack:
    def __init__(self) -> None:
        from localstack.services.events.event_rule_engine import (
            EventPatternCompiler,
            EventRuleEngine,
        )
        self.compile = EventPatternCompiler().compile_event_pattern
        self.evaluate = EventRuleEngine().evaluate_pattern_on_event

    def one(self, pattern: str) -> Callable[[str], bool]:
        compiled = self.compile(pattern)
        return lambda event: bool(self.evaluate(compiled, event))

    def many(self, rules: dict[str, dict[str, Any]]) -> Matcher:
        each = [self.compile(json.dumps(rule)) for rule in rules.values()]
        return lambda event: sum(bool(self.evaluate(pattern, event)) for pattern in each)


class Ministack:
    def __init__(self) -> None:
        from ministack.services import eventbridge
        self.parse, self.holds = eventbridge._parse_pattern_text, eventbridge._matches_detail

    def _compiled(self, pattern: str) -> Any:
        alternatives, reason = self.parse(pattern)
        if alternatives is None:
            raise ValueError(reason)
        return alternatives

    def one(self, pattern: str) -> Callable[[str], bool]:
        alternatives = self._compiled(pattern)
        return lambda event: any(self.holds(json.loads(event), one) for one in alternatives)

    def many(self, rules: dict[str, dict[str, Any]]) -> Matcher:
        each, holds = [self._compiled(json.dumps(rule)) for rule in rules.values()], self.holds

        def matching(event: Event) -> int:
            count = 0
            for alternatives in each:
                for one in alternatives:
                    if holds(event, one):
                        count += 1
                        break
            return count
        return matching


ENGINES = {"ours": Ours, "before": Ours, "moto": Moto, "localstack": Localstack,
           "ministack": Ministack}


def judge(engine: Any, path: str) -> dict[str, Any]:
    """How many cases the engine gets right; `expect` is true, false or "reject"."""
    right = crashed = total = 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        pattern, event, expect = json.loads(line)
        total += 1
        try:
            matches = engine.one(pattern)
        except Exception:
            right += expect == "reject"
            continue
        try:
            right += expect != "reject" and matches(event) is expect
        except Exception:
            crashed += 1
    return {"right": right, "total": total, "crashed": crashed}


def measure(engine: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Events a second, over events that the engine has not seen, after a few others."""
    rules = pattern_load.rules(request["rules"])
    matching = engine.many(rules)
    if request["text"] and not isinstance(engine, Ours):
        parsed_matching, loads = matching, json.loads
        matching = lambda text: parsed_matching(loads(text))  # noqa: E731
    count = request["events"]
    texts = list(pattern_load.events(count + count // 10, request["seed"]))
    events = texts if request["text"] else [json.loads(text) for text in texts]
    for event in events[:count // 10]:
        matching(event)
    return _timed(matching, events[count // 10:])


def _timed(matching: Matcher, events: list[Event]) -> dict[str, Any]:
    gc.collect()
    gc.freeze()
    done = matched = 0
    clock = time.process_time
    start = clock()
    end = start + BUDGET
    step = max(1, len(events) // 50)
    for at in range(0, len(events), step):
        for event in events[at:at + step]:
            matched += matching(event)
        done += len(events[at:at + step])
        if clock() > end:
            break
    seconds = clock() - start
    gc.unfreeze()
    return {"rate": done / seconds, "matched": matched / done}


def main() -> None:
    engine = ENGINES[sys.argv[1]]()
    for line in sys.stdin:
        request = json.loads(line)
        answer = judge(engine, request["cases"]) if "cases" in request else measure(engine, request)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

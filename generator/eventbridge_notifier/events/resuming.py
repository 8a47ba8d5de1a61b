"""What a backtest has read so far, as a file: whoever starts it again goes on from there.

Parts come by day, so the names of one day's parts are enough; those of places without days are
kept all. A file that was made for other watches or logs is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events.backtest import Replay, Tally
from eventbridge_notifier.events.logs import LogError


def fingerprint(rules: Iterable[Rule], *asked: Any) -> str:
    """Of the watches and of what was asked for."""
    whole = [[(rule.name, rule.pattern, rule.state) for rule in rules], *map(str, asked)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


class Notes:
    """`replay` is what was seen of all parts in `passed`."""

    def __init__(self, replay: Replay, of: str) -> None:
        self.replay, self._of = replay, of
        self.passed: set[str] = set()
        self.day = ""

    def finished(self, name: str, day: str, seen: Replay) -> None:
        """A part was read to its end."""
        if day != self.day:
            self.day, self.passed = day, set()
        self.passed.add(name)
        self.replay.add(seen)

    def since(self, first: date) -> date:
        """The first day that is not read whole."""
        return max(first, date.fromisoformat(self.day)) if self.day else first

    def write(self, path: Path) -> None:
        """Whole or not at all."""
        held = {"of": self._of, "day": self.day, "passed": sorted(self.passed),
                "replay": asdict(self.replay)}
        beside = path.with_name(path.name + ".new")
        beside.write_text(json.dumps(held), encoding="utf-8")
        beside.replace(path)

    def read(self, path: Path) -> None:
        """Raises LogError for a file that is none, or is another backtest's."""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            of, day, passed, replay = (held[key] for key in ("of", "day", "passed", "replay"))
            tallies = {name: Tally(**one) for name, one in replay.pop("tallies").items()}
            self.day, self.passed, read = day, set(passed), Replay(tallies, **replay)
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise LogError(f"{path}: holds no notes of a backtest: {error}") from None
        if of != self._of:
            raise LogError(f"{path}: was written for other watches, logs or days; remove it, or "
                           "use another file")
        self.replay.add(read)

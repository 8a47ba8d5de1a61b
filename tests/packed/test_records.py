"""Packed and separate rules make the same records: of real events, and in every corner of the
pattern language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from eventbridge_notifier import spec
from eventbridge_notifier.events import envelope
from eventbridge_notifier.pipeline.generate import compile_texts

from tests.packed.stacks import Both, rule
from tests.patterns.test_vectors import VECTORS, answer, vectors

LOGS = Path(__file__).parents[3] / "shared" / "cloudtrail"
PACK_FILES = sorted((Path(spec.__file__).parent / "pack_files").glob("*.yaml"))
AT_ONCE = 100


@pytest.mark.skipif(not LOGS.is_dir(), reason="no real records beside this checkout")
def test_the_packs_record_the_same_of_real_events() -> None:
    names = [path.stem for path in PACK_FILES]
    text = yaml.safe_dump({"version": 1, "home_region": "us-east-1", "packs": names})
    both = Both(compile_texts([("watches.yaml", text)]).rules)
    assert len(both.layout.packs) > 10
    recorded = 0
    for path in sorted(LOGS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            event = envelope.wrap(json.loads(line))
            found = both.by_packed(event)
            assert found == both.by_separate(event)
            recorded += len(found)
    assert recorded > 200


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not here")
def test_the_vectors_get_the_same_answer_by_packed_rules() -> None:
    """Every third: the engine is the same, and tests/patterns has them all."""
    asked = [one for one in vectors()[::3] if not one.get("raw") and answer(one) in (True, False)
             and len(json.dumps(one["pattern"])) < 3_900]
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start:start + AT_ONCE]
        both = Both(rule(f"w{one['id']}", _within(one["pattern"])) for one in some)
        assert not both.layout.separate
        for one in some:
            event = {"source": "shop", "detail-type": "order", "id": "1",
                     "detail": {"it": one["event"]}}
            found = {message.watch for message in both.messages(event)}
            assert (f"w{one['id']}" in found) == answer(one)


def _within(pattern: Any) -> dict[str, Any]:
    return {"source": ["shop"], "detail-type": ["order"], "detail": {"it": pattern}}

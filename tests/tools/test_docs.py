"""What the handbook says of environment, alarms, policies and watches is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "modules" / "eventbridge_notifier"
FORWARDING = ROOT / "modules" / "event_forwarder" / "failure.tf"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
SECURITY = (ROOT / "docs" / "security.md").read_text()
ALERTS = (ROOT / "docs" / "alerts.md").read_text()
SID = re.compile(r'^\s+Sid\s+= "(\w+)"', re.M)
KEY = re.compile(r"^    (\w+) = \{\n      Principal", re.M)
PACKS = ROOT / "generator/eventbridge_notifier/spec/pack_files"
PACK = yaml.safe_load((PACKS / "tamper-evidence.yaml").read_text())


def environment() -> set[str]:
    """Every variable that the recorder reads."""
    sources = "".join(path.read_text() for path in (ROOT / "lambda" / "recorder").glob("*.py"))
    return set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_0-9]+)"', sources))


def alarms() -> set[str]:
    text = (MODULE / "alarms.tf").read_text()
    return {*re.findall(r"\b(AsyncEventsDropped|Dest\w+Failures|DeadLetterErrors"
                        r"|FailedInvocations|Invocations\w+)\b", text),
            *(f"{queue}-{kind}" for queue in re.findall(r"([a-z-]+)\s+= aws_sqs_queue", text)
              if queue != "queue" for kind in ("depth", "age")), "events-age",
            *re.findall(r"dead-letter-forward-\w+", FORWARDING.read_text())}


def test_every_variable_of_the_recorder_is_explained():
    found = environment()
    assert {"TABLE_NAME", "SPILL_BUCKET", "EVENT_FORMAT", "RETENTION_DAYS"} <= found
    assert [name for name in sorted(found) if f"`{name}`" not in OPERATIONS] == []


def test_every_variable_of_the_notifier_is_explained():
    sources = "".join(path.read_text() for path in (ROOT / "lambda" / "notifier").glob("*.py"))
    found = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_0-9]+)"', sources))
    assert {"STATE_TABLE", "ALERT_BUS"} <= found
    assert [name for name in sorted(found) if f"`{name}`" not in ALERTS] == []


def test_no_statement_is_explained_that_the_key_has_not():
    table = SECURITY.partition("## The key's policy")[2].partition("\n## ")[0]
    named = re.findall(r"`([A-Z][A-Za-z]+)`", "".join(
        line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    assert set(named) - set(KEY.findall((MODULE / "key.tf").read_text())) == set()


def test_every_alarm_is_explained():
    found = alarms()
    assert len(found) >= 14
    assert [name for name in sorted(found) if f"`{name}`" not in OPERATIONS] == []


@pytest.mark.parametrize(("file", "pattern"), [("recorder_role.tf", SID), ("key.tf", KEY),
                                               ("notifier/role.tf", SID)])
def test_every_statement_of_role_and_key_is_explained(file, pattern):
    found = pattern.findall((MODULE / file).read_text())
    assert len(found) >= 8
    assert [name for name in found if f"`{name}`" not in SECURITY] == []


def test_watches_for_tampering_are_those_of_the_pack():
    told = set(re.findall(r"`tamper-([a-z-]+[a-z])`", SECURITY)) - {"evidence"}
    assert told
    assert told - set(PACK["watches"]) == set()


@pytest.mark.parametrize("name", ["alerts", "operations", "security"])
def test_links_lead_somewhere(name):
    file = ROOT / "docs" / f"{name}.md"
    links = re.findall(r"\]\(([^)#]+)", file.read_text())
    assert links
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_files_that_are_named_are_there():
    paths = re.compile(r"`((?:tests|modules|lambda|examples|tools)/[\w/.]+)`")
    named = paths.findall(OPERATIONS + SECURITY)
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []

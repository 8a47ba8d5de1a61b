"""`cost`: estimates that were worked out by hand, and what the command says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.cli.commands.specs.cost import (
    ALARMS,
    FORWARDING,
    NOTIFYING,
    RECEIVING,
)
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.deploy.costs import estimate as cost
from eventbridge_notifier.deploy.costs.estimate import Assumptions, Volume
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLE = "examples/python38-lambda"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["cost", *words])


def as_json(*words: str) -> Any:
    result = CliRunner().invoke(main, ["cost", *words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def share(volume: Volume, assumed: Assumptions) -> cost.Share:
    (one,) = cost.estimate((volume,), assumed, PRICES).shares
    return one


def test_ten_thousand_events_of_ten_kb_cost_a_few_cents() -> None:
    """Requests and GB-seconds (10,000 x 0.25 GB x 0.1 s = 250) are free; 10 units an event at
    0.625 a million, and one in each of three indexes: 0.0625 + 0.01875."""
    one = share(Volume("w", 10_000), Assumptions(item_kb=10, months_kept=0))
    assert one.eventbridge == one.function == 0
    assert one.table == pytest.approx(0.08125)
    assert one.logs == pytest.approx(10_000 * 0.5 / 1024 / 1024 * 0.5)


def test_beyond_what_is_free_a_function_costs() -> None:
    """3 M requests: 2 M x 0.20; 3 M x 0.5 GB x 0.4 s = 600,000: 200,000 x 0.0000133334."""
    one = share(Volume("w", 3_000_000), Assumptions(memory_mb=512, duration_ms=400))
    assert one.function == pytest.approx(0.40 + 2.66668)


def test_records_that_are_kept_cost_by_the_gigabyte() -> None:
    """1 M events of 3 KB and thrice 0.5 KB, 12 months: 51.498 GB; 26.498 x 0.25 + 51.498 x 0.20."""
    kept = share(Volume("w", 1_000_000), Assumptions()).table
    passing = share(Volume("w", 1_000_000), Assumptions(months_kept=0)).table
    assert passing == pytest.approx(1_000_000 * 6 * 0.625e-6)
    assert kept - passing == pytest.approx(26.498 * 0.25 + 51.498 * 0.20, abs=0.001)


def test_events_from_elsewhere_cost_a_dollar_a_million_and_chunk() -> None:
    assert share(Volume("w", 2_000_000, 2_000_000), Assumptions()).eventbridge == (
        pytest.approx(2.0))
    assert share(Volume("w", 2_000_000, 500_000), Assumptions(item_kb=100)).eventbridge == (
        pytest.approx(1.0))


def test_what_is_sent_home_in_vain_and_data_events_cost() -> None:
    """1.5 M at 1.00 a million; 200,000 at 0.10 for 100,000. The events of both watches of an
    organization come from its members."""
    found = cost.fixed(Assumptions(vain_events=1_500_000, data_events=200_000), PRICES)
    assert found["forwarded, matching no watch"] == pytest.approx(1.5)
    assert found["data events, in the trail"] == pytest.approx(0.2)
    said = as_json("examples/organization", "--events-per-month", "1000", "--forwarded-events",
                   "1002000")
    assert said["assumptions"]["vain_events"] == 1_000_000


def test_what_stands_there_costs_without_any_event() -> None:
    """A key 1.00; ten alarms 1.00; 1 M trail events of 1.5 KB are 1.4305 GB: 0.7153 in the log
    group; a tenth for 13 months 0.0428, and 8,760 files 0.0438."""
    found = cost.fixed(Assumptions(trail_events=1_000_000), PRICES)
    assert found == pytest.approx({"key": 1.0, "alarms": 1.0, "trail, in its bucket": 0.0866,
                                   "trail, in CloudWatch Logs": 0.7153}, abs=0.0002)
    alone = cost.fixed(Assumptions(trail_events=0, kms_requests=120_000), PRICES)
    assert alone == pytest.approx({"key": 1.3, "alarms": 1.0, "trail, in its bucket": 0,
                                   "trail, in CloudWatch Logs": 0})


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=5))
def test_the_watches_and_the_rest_sum_up_to_the_whole(events: list[float]) -> None:
    volumes = tuple(Volume(str(number), one) for number, one in enumerate(events))
    found = cost.estimate(volumes, Assumptions(), PRICES)
    one = cost.estimate((Volume("all", sum(events)),), Assumptions(), PRICES)
    assert found.total == pytest.approx(one.total)
    assert all(share.total >= 0 for share in found.shares)


def test_the_alarms_are_counted_as_the_module_makes_them() -> None:
    """Two for each queue, and those that the maps name."""
    text = Path("modules/eventbridge_notifier/alarms.tf").read_text("utf-8")
    maps = re.findall(r"(?:function|rule)_alarms = \{(.*?)\n  \}", text, re.S)
    named = sum(len(re.findall(r"^    \w+ +=", one, re.M)) for one in maps)
    queues = len(re.findall(r"dead-letter[\w-]* += aws_sqs_queue", text))
    notifier = Path("modules/eventbridge_notifier/notifier/alerts.tf").read_text("utf-8")
    own = len(re.findall(r"statistic = \"", notifier))
    backlog = text.split("backlog_alarm = {")[1].split("\n  }")[0].count("metric ")
    measures = Path("modules/eventbridge_notifier/measures.tf").read_text("utf-8")
    more = measures.count('resource "aws_cloudwatch_metric_alarm"') - RECEIVING
    assert (named + 2 * queues + backlog + more, 2 + own) == (ALARMS, NOTIFYING)
    forwarder = Path("modules/event_forwarder/failure.tf").read_text("utf-8")
    assert len(set(re.findall(r"dead-letter-forward-\w+", forwarder))) == FORWARDING


def test_every_price_says_where_it_comes_from() -> None:
    assert all(one.source and one.unit and one.usd >= 0 for one in PRICES.values())


def test_the_command_says_the_total_the_date_and_what_it_assumes() -> None:
    output = run(EXAMPLE, "--events-per-month", "10000", "--item-kb", "10").stdout
    assert re.search(r"^python38-functions +10,000 +0\.000 +0\.000", output, re.M)
    assert re.search(r"^total +10,000 +\d\.\d{3}$", output, re.M)
    assert "prices of 2026-11" in output
    assert "a stored event of 10 KB" in output


def test_a_log_gives_the_volume(tmp_path: Path) -> None:
    """Two of four events in ten days match: 6.09 a month; a log of a minute tells nothing."""
    def record(day: int, runtime: str) -> str:
        return json.dumps({
            "eventSource": "lambda.amazonaws.com", "eventName": "CreateFunction20150331",
            "eventType": "AwsApiCall", "eventTime": f"2026-01-{day:02}T00:00:00Z",
            "eventID": f"{day}{runtime}", "eventVersion": "1.11",
            "requestParameters": {"runtime": runtime}})

    log = tmp_path / "log.jsonl"
    log.write_text("\n".join([record(1, "python3.8"), record(2, "java21"), record(5, "java21"),
                              record(11, "python3.8")]))
    found = as_json(EXAMPLE, "--backtest", str(log))
    assert found["watches"][0]["events"] == pytest.approx(6.1, abs=0.05)
    assert found["assumptions"]["trail_events"] == 12
    log.write_text(record(1, "python3.8"))
    short = run(EXAMPLE, "--backtest", str(log))
    assert (short.exit_code, "too short" in short.output) == (2, True)


@pytest.mark.parametrize(("text", "words"), [
    ("lambda-request: 1\n", "did you mean lambda-requests?"),
    ("lambda-requests: much\n", "0 to 1,000,000: USD for 1,000,000 of request"),
    ("kms-keys: -1\n", "must be a number"),
    ("kms-keys: true\n", "must be a number"),
    ("kms-keys: 1e300\n", "must be a number from 0 to 1,000,000: USD for 1 of"),
    (f"kms-keys: {'9' * 399}\n", "must be a number"),
    ("[1]\n", "must be a mapping"),
    ("a: [\n", "not YAML"),
    ("# none yet\n", "may begin with `kms-keys: 1.00`"),
])
def test_prices_that_are_none_are_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "prices.yaml").write_text(text)
    result = run(EXAMPLE, "--prices", str(tmp_path / "prices.yaml"))
    assert result.exit_code == 2
    assert words in result.output


@pytest.mark.parametrize("text", ["kms-keys: 3\n", '{"kms-keys": 3.0}'])
def test_prices_of_ones_own_are_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "prices").write_text(text)
    before = as_json(EXAMPLE)
    found = as_json(EXAMPLE, "--prices", str(tmp_path / "prices"))
    assert found["total"] - before["total"] == pytest.approx(2.0)
    assert found["prices"]["kms-keys"]["usd"] == 3


def test_watches_that_stand_elsewhere_pay_for_the_way(tmp_path: Path) -> None:
    spec = tmp_path / "w.yaml"
    spec.write_text("version: 1\nhome_region: eu-west-1\nwatches:\n  far: {on: iam:CreateUser}\n"
                    "  near: {on: ec2:RunInstances, notify: [ops]}\n"
                    "  zen: {bus: aws.partner/zendesk.com/1/default,"
                    " on: {source: {prefix: aws.partner/zen}}}\n")
    found = as_json(str(spec), "--events-per-month", "1000000")
    paid = {one["watch"]: one["eventbridge"] for one in found["watches"]}
    assert paid == {"far": 1.0, "near": 0.0, "zen": 1.0}
    assert found["assumptions"]["alarms"] == 18 + 3 + 1
    assert found["assumptions"]["regions"] == 2


@pytest.mark.parametrize("words", [
    ("--item-kb", "1e308"), ("--item-kb", "nan"), ("--item-kb", "0"), ("--item-kb", "401"),
    ("--events-per-month", "nan"), ("--events-per-month", "inf"), ("--events-per-month", "1e300"),
    ("--events-per-month", "-1"), ("--months-kept", "99999"), ("--trail-events", "9" * 30)])
def test_what_is_no_sensible_number_is_refused(words: tuple[str, str]) -> None:
    result = run(EXAMPLE, *words, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words[0] in result.stderr


def test_the_largest_numbers_still_give_json(tmp_path: Path) -> None:
    (tmp_path / "prices.yaml").write_text("".join(f"{name}: 1e6\n" for name in PRICES))
    found = as_json(EXAMPLE, "--item-kb", "400", "--events-per-month", "1e12", "--months-kept",
                    "1200", "--trail-events", "1000000000000", "--prices",
                    str(tmp_path / "prices.yaml"))
    assert 0 < found["total"] < float("inf")


def test_two_volumes_are_refused() -> None:
    result = run(EXAMPLE, "--events-per-month", "1", "--backtest", "x")
    assert result.exit_code == 2


def test_the_hosted_page_costs_what_its_requests_do() -> None:
    """100 people: 4,000 requests of views and 9,600 of arrivals each, in 20 days."""
    found = as_json(EXAMPLE, "--people", "100")["fixed"]["hosted page, 100 people"]
    requests = 100 * (4_000 + 9_600)
    gb_seconds = 2 * requests * 0.05 * 0.5
    by_hand = (1.0 + requests / 1e6 + 2 * requests / 1e6 * 0.20 + gb_seconds * 0.0000133334
               + 100 * (9_600 + 160) * 6 / 1e6 * 0.125 + requests * 0.6 / 1024**2 * 0.5)
    assert found == pytest.approx(by_hand, abs=0.001)
    assert 4 < found < 7


def test_without_people_there_is_no_page() -> None:
    assert not [name for name in as_json(EXAMPLE)["fixed"] if "page" in name]

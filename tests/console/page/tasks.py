"""What people come to the page for, each done by hand in a browser; for a test and the bench."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from playwright.sync_api import Locator, Page, expect

from tests.console.browser import SLOW, rows
from tests.console.events import Event, event, user

WATCH = "python38-functions"
GROUPS = "open-security-groups"
STORY = "function-with-a-story"


def records(now: datetime) -> Iterator[tuple[str, Event]]:
    """What the tasks look for: an opened group of yesterday, and a function that was changed."""
    dice = random.Random(18)
    noon = now.astimezone(UTC).replace(hour=12, minute=0, second=0) - timedelta(days=1)
    yield GROUPS, _done(event(GROUPS, noon, dice, user("hiro"), groupId="sg-0pened"))
    made = event(WATCH, now - timedelta(hours=5), dice, user("erin"), functionName=STORY)
    yield WATCH, made
    changed = event(WATCH, now - timedelta(hours=3), dice, user("bob"), functionName=STORY,
                    memorySize=1024)
    changed["detail"]["eventName"] = "UpdateFunctionConfiguration20150331v2"
    yield WATCH, changed


def _done(made: Event) -> Event:
    made["detail"].pop("errorCode", None)
    made["detail"].pop("errorMessage", None)
    return made


class Hand:
    """Somebody at the page: each opening, click, choice or word typed is an action."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab, self._address, self.actions = tab, address, 0

    def open(self, path: str = "") -> None:
        self._acted()
        self.tab.goto(self._address + path)

    def click(self, what: Locator) -> None:
        self._acted()
        what.click(timeout=SLOW)

    def choose(self, name: str, option: str) -> None:
        self._acted()
        self.tab.locator(f"select[name={name}]").select_option(label=option)

    def search(self, words: str) -> None:
        self._acted()
        self.tab.get_by_role("searchbox").fill(words)
        self.tab.keyboard.press("Enter")

    def _acted(self) -> None:
        self.actions += 1


class Task(NamedTuple):
    """`do` raises AssertionError where the answer does not show."""

    name: str
    do: Callable[[Hand], Any]


def _see(where: Locator, text: str | re.Pattern[str]) -> None:
    expect(where).to_contain_text(text, timeout=SLOW)


def _facet(hand: Hand, name: str, value: str) -> Locator:
    return hand.tab.locator(f"#facets [data-facet={name}]").get_by_role(
        "button", name=re.compile(f"^{value}")).first


def _every_row(hand: Hand, column: str, value: str) -> None:
    expect(hand.tab.locator("#count")).to_have_text(re.compile(r"^[1-9]\d* events?$"), timeout=SLOW)
    found = set(hand.tab.locator(f"#rows [data-column={column}]").all_inner_texts())
    assert found == {value}, found


def everything_somebody_did(hand: Hand) -> None:
    hand.open("people")
    hand.click(hand.tab.get_by_role("link", name="user/alice"))
    _see(hand.tab.locator("#facts"), "First seen")
    _see(rows(hand.tab).first, re.compile("."))


def is_the_pipeline_failing(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.get_by_role("link", name="Health"))
    _see(hand.tab.locator("#verdict"), "events")


def why_did_it_match(hand: Hand) -> None:
    hand.open()
    hand.click(rows(hand.tab).first)
    _see(hand.tab.locator("[data-why]"), "✓ source")


def who_opened_a_security_group_yesterday(hand: Hand) -> None:
    hand.open()
    hand.choose("since", "Yesterday")
    hand.click(_facet(hand, "event", "AuthorizeSecurityGroup"))
    _see(hand.tab.locator("#rows"), "sg-0pened")
    _see(hand.tab.locator("#rows tr").filter(has_text="sg-0pened"), "user/hiro")


def which_calls_were_denied(hand: Hand) -> None:
    hand.open()
    hand.click(_facet(hand, "outcome", "denied"))
    expect(hand.tab).to_have_url(re.compile("outcome=denied"))
    _every_row(hand, "outcome", "AccessDenied")


def what_happened_to_a_resource(hand: Hand) -> None:
    hand.open("resources")
    hand.search(STORY)
    hand.click(hand.tab.get_by_role("link", name=f"function:{STORY}"))
    _see(hand.tab.locator("#state"), "exists")
    _see(hand.tab.locator("#facts"), "user/erin")
    _see(hand.tab.locator(".diff tr").filter(has_text="memorySize").first, "256 → 1024")


def group_repeats(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.get_by_label("Group repeats"))
    _see(hand.tab.locator(".repeats").first, re.compile("\u00d7[0-9]+"))


def a_saved_view(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.locator("#views summary"))
    hand.click(hand.tab.get_by_role("button", name="Denied calls"))
    _every_row(hand, "outcome", "AccessDenied")


def export(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.locator("#export summary"))
    with hand.tab.expect_download(timeout=SLOW) as download:
        hand.click(hand.tab.get_by_role("link", name="CSV"))
    assert download.value.path().read_text().startswith("id,watch,time,")


def click_a_value_to_filter(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.locator("#rows [data-column=actor] button").first)
    hand.click(hand.tab.get_by_role("menuitem", name="Only this"))
    expect(hand.tab.locator("#chips")).to_contain_text("who:")
    expect(hand.tab.locator("#count")).to_have_text(re.compile(r"\d events?$"), timeout=SLOW)


def next_event(hand: Hand) -> None:
    hand.open()
    hand.click(rows(hand.tab).first)
    before = hand.tab.url
    hand.click(hand.tab.get_by_role("link", name="Older"))
    expect(hand.tab).not_to_have_url(before)
    expect(hand.tab.get_by_role("link", name="Newer")).to_be_visible(timeout=SLOW)


def copy_a_link(hand: Hand) -> None:
    hand.open()
    hand.click(rows(hand.tab).first)
    expect(hand.tab.locator("article h1")).to_be_visible(timeout=SLOW)
    hand.click(hand.tab.get_by_role("button", name="Copy a link"))
    expect(hand.tab.get_by_role("button", name="Copied")).to_be_visible()
    assert hand.tab.evaluate("navigator.clipboard.readText()") == hand.tab.url


def utc_or_local(hand: Hand) -> None:
    hand.open()
    _see(hand.tab.locator("#heads"), re.compile(r"Time \(UTC\+0[12]:00\)"))
    hand.click(hand.tab.get_by_role("button", name="Times"))
    _see(hand.tab.locator("#heads"), "Time (UTC)")


def columns(hand: Hand) -> None:
    hand.open()
    hand.click(hand.tab.locator("#columns summary"))
    hand.click(hand.tab.get_by_label("Region"))
    _see(hand.tab.locator("#heads"), "Region")


TASKS = tuple(Task(do.__name__.replace("_", " "), do) for do in (
    everything_somebody_did, is_the_pipeline_failing, why_did_it_match,
    who_opened_a_security_group_yesterday, which_calls_were_denied, what_happened_to_a_resource,
    group_repeats, a_saved_view, export, click_a_value_to_filter, next_event, copy_a_link,
    utc_or_local, columns))
OPTIONS: dict[str, Any] = {"viewport": {"width": 1440, "height": 900},
                           "timezone_id": "Europe/Berlin",
                           "permissions": ["clipboard-read", "clipboard-write"]}


def timed(task: Task, hand: Hand) -> float:
    """Does a task; the seconds that it took."""
    began = time.perf_counter()
    task.do(hand)
    return time.perf_counter() - began

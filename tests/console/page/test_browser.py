"""The page in a real browser; where it matters, with many records behind it."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.console.browser import SLOW, context, opened, rows
from tests.console.conftest import Deployed
from tests.console.events import event, user
from tests.console.page.site import Serving, Site

WATCH = "python38-functions"


@pytest.mark.parametrize("deployment", ["here", pytest.param("crowded", marks=pytest.mark.slow)])
def test_the_one_event_of_an_actor_is_found_in_three_actions(
        tab: Page, request: pytest.FixtureRequest, serving: Serving, deployment: str) -> None:
    of: Deployed = request.getfixturevalue(deployment)
    name = f"zoe.{uuid4().hex[:8]}"
    needle = event(WATCH, of.now - timedelta(hours=5), random.Random(name), user(name))
    of.store([(WATCH, needle)], "compressed")
    site: Site = request.getfixturevalue({"here": "page", "crowded": "crowded_page"}[deployment])
    opened(tab, site.address)                                                  # one
    tab.get_by_role("searchbox").fill(name)
    tab.keyboard.press("Enter")                                                # two
    expect(rows(tab)).to_have_count(1, timeout=SLOW)
    rows(tab).click()                                                          # three
    expect(tab.locator("h1")).to_have_text("CreateFunction20150331", timeout=SLOW)
    shown = tab.locator("article")
    for part in (needle["detail"]["userIdentity"]["arn"], needle["detail"]["sourceIPAddress"],
                 "succeeded", "python3.8"):
        expect(shown).to_contain_text(part)
    expect(shown.locator("[data-json]")).to_contain_text('"eventName": "CreateFunction20150331"')


def test_an_arriving_event_shows_soon(browser: Browser, empty: Deployed, serving: Serving) -> None:
    with serving(empty) as site, context(browser) as tab:
        tab.goto(site.address)
        expect(tab.locator("#live")).to_have_text("live", timeout=SLOW)
        expect(tab.locator("#empty")).to_contain_text("No event in this time", timeout=SLOW)
        assert any(shown_in_time(tab, empty, number, site.soon) for number in range(1, 4))
        expect(tab.locator("#rows tr").first).to_contain_text("newcomer")
        expect(tab.locator("#count")).to_have_text(re.compile("^[123] events?$"))
        expect(tab.locator("#facets")).to_contain_text("newcomer")
        expect(tab.locator("#empty")).to_be_empty()


def test_what_the_last_view_still_asked_for_does_not_show_in_the_next(
        browser: Browser, empty: Deployed, serving: Serving) -> None:
    empty.store([(WATCH, event(WATCH, datetime.now(UTC), random.Random(7), user("somebody")))])
    asked: list[Route] = []
    with serving(empty) as site, context(browser) as tab:
        tab.route(re.compile("api/events.*since=15m"), lambda route: asked.append(route))
        tab.goto(site.address)
        expect(rows(tab)).to_have_count(1, timeout=SLOW)
        expect(tab.locator("#live")).to_have_text("live", timeout=SLOW)
        while not asked:
            tab.wait_for_timeout(50)
        tab.get_by_role("searchbox").fill("nobody")
        tab.keyboard.press("Enter")
        expect(tab.locator("#empty")).to_contain_text("Nothing matches", timeout=SLOW)
        asked[-1].continue_()
        tab.wait_for_timeout(1_000)
        expect(rows(tab)).to_have_count(0)


def shown_in_time(tab: Page, of: Deployed, number: int, milliseconds: int) -> bool:
    """Does the event that arrives now show in that time? A busy machine gets three tries."""
    of.store([(WATCH, event(WATCH, datetime.now(UTC), random.Random(number), user("newcomer")))])
    try:
        expect(rows(tab)).to_have_count(number, timeout=milliseconds)
    except AssertionError:
        expect(rows(tab)).to_have_count(number, timeout=SLOW)
        return False
    return True


@pytest.mark.slow
def test_filters_survive_reload_back_and_a_copied_address(tab: Page, crowded_page: Site) -> None:
    opened(tab, crowded_page.address)
    tab.locator("#facets").get_by_role("button", name=re.compile("^high")).click()
    tab.get_by_role("searchbox").fill("ALICE")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("severity=high.*q=ALICE"))
    opened(tab, tab.url)
    found = rows(tab).count()
    assert found
    assert set(tab.locator("#rows [data-severity]").all_inner_texts()) == {"high"}
    tab.reload()
    expect(rows(tab)).to_have_count(found, timeout=SLOW)
    expect(tab.get_by_role("searchbox")).to_have_value("ALICE")
    rows(tab).first.click()
    expect(tab.locator("article h1")).to_be_visible(timeout=SLOW)
    expect(tab).to_have_url(re.compile("severity=high.*q=ALICE"))
    tab.get_by_role("link", name="← Events").click()
    expect(tab).to_have_url(re.compile("severity=high.*q=ALICE"))
    expect(rows(tab)).to_have_count(found, timeout=SLOW)
    tab.get_by_role("button", name="Take away the filter “ALICE”").click()
    expect(tab).not_to_have_url(re.compile("q="))
    tab.go_back()
    expect(tab).to_have_url(re.compile("q=ALICE"))
    expect(tab.get_by_role("searchbox")).to_have_value("ALICE")


@pytest.mark.slow
def test_the_chart_zooms_by_dragging_and_by_clicking(tab: Page, crowded_page: Site) -> None:
    opened(tab, crowded_page.address)
    before = tab.locator("#count").inner_text()
    box = tab.locator("#chart .u-over").bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=4)
    tab.mouse.up()
    expect(tab).to_have_url(re.compile("from=.*to="))
    expect(tab.locator("#count")).not_to_have_text(before, timeout=SLOW)
    expect(tab.locator("select[name=since]")).to_have_value("picked")
    expect(tab.locator("#live")).to_be_hidden()
    tab.get_by_role("button", name="Zoom out").click()
    tab.get_by_role("button", name="Earlier").click()
    expect(tab).to_have_url(re.compile("from="))


@pytest.mark.slow
def test_facets_narrow_the_list_and_leave_out(tab: Page, crowded_page: Site,
                                             crowded: Deployed) -> None:
    opened(tab, crowded_page.address)
    facets = tab.locator("#facets")
    facets.locator("[data-facet=watch]").get_by_role("button", name="2 more").click()
    facets.get_by_role("button", name=re.compile("^root-activity")).click()
    count = sum(name == "root-activity" for name, _ in crowded.stored)
    expect(tab.locator("#count")).to_have_text(f"{count} events", timeout=SLOW)
    facets.locator("[data-facet=actor] .only").first.click()
    expect(tab).to_have_url(re.compile("watch=root-activity.*actor="))
    expect(tab.locator("#count")).to_have_text(f"{count} events", timeout=SLOW)
    opened(tab, crowded_page.address)
    facets.get_by_role("button", name="Not high").click()
    expect(tab).to_have_url(re.compile("not=severity"))
    expect(tab.locator("#count")).to_have_text(re.compile(r"\d events$"), timeout=SLOW)
    assert "high" not in tab.locator("#rows [data-severity]").all_inner_texts()


@pytest.mark.slow
def test_twenty_rows_are_seen_at_once(browser: Browser, crowded_page: Site) -> None:
    with context(browser, viewport={"width": 1440, "height": 900}) as tab:
        opened(tab, crowded_page.address)
        bottoms = tab.locator("#rows tr").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().bottom)")
        assert sum(bottom <= 900 for bottom in bottoms) >= 20
        assert tab.evaluate("document.querySelector('.sideways').scrollWidth <= "
                            "document.querySelector('.sideways').clientWidth")


@pytest.mark.slow
def test_older_events_are_a_button_away_and_none_comes_twice(tab: Page, crowded_page: Site) -> None:
    opened(tab, f"{crowded_page.address}?watch=instances-launched")
    expect(rows(tab)).to_have_count(100, timeout=SLOW)
    tab.get_by_role("button", name="Older events").click()
    expect(rows(tab)).to_have_count(200, timeout=SLOW)
    links = rows(tab).evaluate_all("(all) => all.map((one) => one.href)")
    assert len(set(links)) == 200


@pytest.mark.slow
def test_the_page_is_used_without_a_mouse(tab: Page, crowded_page: Site) -> None:
    opened(tab, f"{crowded_page.address}?watch=root-activity")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.press("Escape")
    tab.locator("#main").focus()
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    expect(rows(tab).first).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("article h1")).to_be_visible(timeout=SLOW)
    tab.keyboard.press("Escape")
    expect(tab).to_have_url(re.compile("watch=root-activity"))
    expect(rows(tab).first).to_be_visible(timeout=SLOW)
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()


@pytest.mark.slow
def test_what_goes_wrong_is_said_with_a_way_on(browser: Browser, empty: Deployed,
                                               serving: Serving) -> None:
    tab = browser.new_context().new_page()
    with serving(empty) as site:
        tab.goto(f"{site.address}?since=nonsense")
        expect(tab.get_by_role("alert")).to_contain_text("not a span of time", timeout=SLOW)
        tab.goto(f"{site.address}event?id=nothing")
        expect(tab.get_by_role("alert")).to_contain_text("nothing is recorded", timeout=SLOW)
        tab.goto(site.address)
        expect(tab.locator("#live")).to_have_text("live", timeout=SLOW)
    tab.context.set_offline(True)  # a hosted page's address answers for as long as the sandbox does
    expect(tab.locator("#live")).to_have_text("connecting again", timeout=SLOW)
    tab.get_by_role("button", name="Find").click()
    expect(tab.get_by_role("alert")).to_contain_text(site.silent, timeout=SLOW)
    expect(tab.get_by_role("button", name="Try again")).to_be_visible()
    tab.context.close()


@pytest.mark.slow
def test_an_event_is_tried_against_every_watch(tab: Page, page: Site, here: Deployed) -> None:
    tab.goto(f"{page.address}try")
    wanted = next(one for name, one in here.stored if name == WATCH)
    tab.get_by_label("Event").fill(json.dumps(wanted["detail"]))
    tab.get_by_role("button", name="Explain").click()
    expect(tab.locator("#verdict")).to_contain_text("1 of 10 watches match", timeout=SLOW)
    expect(tab.locator("#reasons li").first).to_contain_text("✓ detail.requestParameters.runtime")

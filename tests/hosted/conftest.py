"""The browser of the page's own tests."""

from tests.console.conftest import browser, tab

__all__ = ["browser", "tab"]

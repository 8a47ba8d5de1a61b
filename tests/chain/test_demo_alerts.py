"""From nothing to a message: `make demo-alerts`, with the real Terraform and the local webhook."""

from __future__ import annotations

import re

import pytest

from tools.demo import alerts


@pytest.mark.slow
def test_a_call_becomes_a_message_for_slack(capsys: pytest.CaptureFixture[str],
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK", raising=False)
    alerts.main()
    said = capsys.readouterr().out
    assert "the message in #ops" in said
    assert "functionName: report-on-python38" in said
    assert "demo: 1 recorded, 1 ignored, 0 lost" in said
    assert re.search(r"a record after [0-9.]+ s and a message after [0-9.]+ s", said)

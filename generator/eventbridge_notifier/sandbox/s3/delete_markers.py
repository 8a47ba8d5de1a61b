"""Delete markers that can be deleted: moto disposes of a key's last version as of a body.

A marker has none, so DeleteObjects answers 500, and emptying a bucket never ends.
"""

from __future__ import annotations

from moto.s3.models import FakeDeleteMarker


def install() -> None:
    FakeDeleteMarker.dispose = lambda marker: None  # type: ignore[attr-defined]

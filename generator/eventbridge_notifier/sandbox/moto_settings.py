"""Settings of moto, which it takes from the environment when it is imported.

Source: moto's documentation, "Environment Variables".
"""

from __future__ import annotations

import os

SETTINGS = {
    "MOTO_DISABLE_GLOBAL_CORS": "true",  # no web page is to read an answer
}


def apply() -> None:
    """Sets them, where the user has not. To be called before anything imports moto."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)

"""moto starts no container: the sandbox itself runs functions.

moto's S3 delivers CreateBucket to rules by itself, and other services of moto call functions too.
With Docker that would run the function a second time; without Docker it prints warnings.
"""

from __future__ import annotations

from typing import Any

from moto.awslambda.models import LambdaFunction


def install() -> None:
    """Once for the process."""
    setattr(LambdaFunction, "_invoke_lambda", _not_run)  # noqa: B010 (a patch)


def _not_run(function: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
    """The answer, whether it is an error, and the log: what moto has without Docker."""
    return "moto runs no functions here", True, ""

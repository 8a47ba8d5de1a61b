"""PutFunctionEventInvokeConfig as AWS has it: it replaces what was there.

"If a configuration already exists for a function, version, or alias, this operation overwrites
it" (API reference). moto appends, and answers with the first for ever.
"""

from __future__ import annotations

from typing import Any

from moto.awslambda.models import LambdaBackend

_put = LambdaBackend.put_function_event_invoke_config


def install() -> None:
    """Once for the process."""
    setattr(LambdaBackend, "put_function_event_invoke_config", _replaced)  # noqa: B010 (a patch)


def _replaced(backend: LambdaBackend, function_name: str, config: dict[str, Any]
              ) -> dict[str, Any]:
    answer = _put(backend, function_name, config)
    kept = backend.get_function(function_name).event_invoke_config
    del kept[:-1]
    return answer

"""Handing an event to the deployed recorder, which stores it once however often it gets it."""

from __future__ import annotations

import json
import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

PAUSES = (1, 2, 4)  # seconds, where the recorder is throttled


class Recorder:
    """`client` is of Lambda; see `console.clients.INVOKING`."""

    def __init__(self, client: Any, function: str) -> None:
        self._lambda, self._function = client, function

    def refusal(self, payload: dict[str, Any]) -> str:
        """Why the recorder did not store the event of a payload; empty when it did."""
        try:
            answer = self._invoke(json.dumps(payload).encode())
        except (ClientError, BotoCoreError) as error:
            return str(error)
        said = answer["Payload"].read()
        return _error_of(said) if "FunctionError" in answer else self._left(said)

    def _left(self, answer: bytes) -> str:
        """What an answer without an error says was left: a recorder leaves nothing."""
        return ""

    def _invoke(self, payload: bytes) -> Any:
        """Once, but for throttling, where nothing has run."""
        for pause in PAUSES:
            try:
                return self._lambda.invoke(FunctionName=self._function, Payload=payload)
            except self._lambda.exceptions.TooManyRequestsException:
                time.sleep(pause)
        return self._lambda.invoke(FunctionName=self._function, Payload=payload)


class Notifier(Recorder):
    """The function that tells people; it takes batches of records, and tells of each once."""

    def _left(self, answer: bytes) -> str:
        try:
            left = json.loads(answer or b"{}").get("batchItemFailures", ())
        except (ValueError, AttributeError):
            return ""
        return "".join(f"the record {one['itemIdentifier']} cannot be read" for one in left[:1])


def _error_of(payload: bytes) -> str:
    try:
        answer = json.loads(payload)
        return f"{answer.get('errorType', 'error')}: {answer.get('errorMessage', '')}"
    except (ValueError, AttributeError):
        return payload[:200].decode(errors="replace")

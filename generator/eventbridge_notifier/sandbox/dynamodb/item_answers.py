"""Items in answers: moto holds them as they are sent, and yet looks up each value by its shape.
That takes longer than everything else that a reading of the table does in the sandbox.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from moto.core.serialize import SERVICE_SPECIFIC_SERIALIZERS, JSONSerializer

VALUE = "AttributeValue"  # shape of DynamoDB's API


class Items(JSONSerializer):
    """Writes answers of DynamoDB: what an item holds goes out as it is."""

    def _serialize_type_structure(self, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == VALUE and isinstance(value, dict):
            serialized[key] = value
        else:
            super()._serialize_type_structure(serialized, value, shape, key)

    def _serialize_body(self, body: Mapping[str, Any]) -> str:
        return json.dumps(body, default=_written)


def install() -> None:
    """Once for the process."""
    SERVICE_SPECIFIC_SERIALIZERS["dynamodb"] = {"json": Items}


def _written(value: Any) -> str:
    """Binary values are bytes here, and text on the wire."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} in an answer of DynamoDB")

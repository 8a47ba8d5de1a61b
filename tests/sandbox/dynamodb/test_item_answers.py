"""Items come back as they were stored, whatever they hold."""

from __future__ import annotations

from typing import Any

from boto3.dynamodb.types import TypeSerializer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sandbox.stack import Stack

NUMBERS = st.integers(-10**30, 10**30)
TEXTS = st.text(max_size=8)
BYTES = st.binary(min_size=1, max_size=8)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, BYTES,
              st.sets(NUMBERS, min_size=1, max_size=3), st.sets(BYTES, min_size=1, max_size=3),
              st.sets(TEXTS.filter(bool), min_size=1, max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(
        st.text(min_size=1, max_size=8), inner, max_size=3)), max_leaves=8)


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_an_item_comes_back_as_it_was_stored(stack: Stack, value: Any) -> None:
    client = stack.client("dynamodb")
    if not client.list_tables()["TableNames"]:
        client.create_table(TableName="t", BillingMode="PAY_PER_REQUEST",
                            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    item = {"id": {"S": "1"}, "value": _sorted(TypeSerializer().serialize(value))}
    client.put_item(TableName="t", Item=item)
    key = {"id": {"S": "1"}}
    assert _sorted(client.get_item(TableName="t", Key=key)["Item"]) == item
    (found,) = client.query(TableName="t", KeyConditionExpression="id = :id",
                            ExpressionAttributeValues={":id": {"S": "1"}})["Items"]
    assert _sorted(found) == item
    (scanned,) = client.scan(TableName="t")["Items"]
    assert _sorted(scanned) == item


def _sorted(value: Any) -> Any:
    """Sets have no order, nor bytearrays another content than bytes."""
    if isinstance(value, dict):
        return {key: sorted(one) if key in ("SS", "NS", "BS") and isinstance(one, list | tuple)
                and all(isinstance(each, str | bytes) for each in one) else _sorted(one)
                for key, one in value.items()}
    return [_sorted(one) for one in value] if isinstance(value, list) else value

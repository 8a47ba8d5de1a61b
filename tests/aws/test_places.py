"""What the encoder writes is what the checks take: two readings of the same rules agree."""

from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.services import models

from tests.aws.test_documented_events import leaves

DEEPEST = 6


def whole(service: str, shape: str, above: tuple[str, ...] = ()) -> Any:
    """A request with every member, one entry in each list, and no shape inside itself."""
    described = models.load(service)["shapes"][shape]
    inside = (*above, shape)
    if described["type"] == "structure":
        return {name: whole(service, one["shape"], inside)
                for name, one in described.get("members", {}).items()
                if one["shape"] not in inside and len(inside) < DEEPEST}
    if described["type"] == "list":
        return [whole(service, described["member"]["shape"], inside)]
    return {} if described["type"] == "map" else "x"


@pytest.mark.parametrize("service", ["ec2", "s3"])
def test_every_parameter_of_a_whole_request_is_verified(service: str) -> None:
    paths = [(operation, path) for operation in models.load(service)["operations"]
             if (shape := models.input_shape(service, operation))
             for path in leaves(aws.request_parameters(service, operation, whole(service, shape)),
                                "requestParameters")]
    assert len(paths) > 500
    assert [(operation, path) for operation, path in paths
            if not aws.parameter(service, operation, path).certain] == []

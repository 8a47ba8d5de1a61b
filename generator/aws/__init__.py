"""What AWS knows: services, operations, CloudTrail's names, parameters, regions. Pure look-ups.

Words that AWS surely does not have raise `Unknown`; words of which we are not sure come back with
`certain` False, for AWS grows faster than any table.
"""

from generator.aws.detail_types import ALL_MANAGEMENT_EVENTS, API_CALL, ENABLED
from generator.aws.encode import request_parameters, response_elements
from generator.aws.operations import Operation, operation
from generator.aws.parameters import Parameter, parameter
from generator.aws.readonly import is_read_only
from generator.aws.regions import home_of
from generator.aws.services import Service, service
from generator.aws.synthesis import event
from generator.aws.unknown import Unknown

__all__ = [
    "ALL_MANAGEMENT_EVENTS", "API_CALL", "ENABLED", "Operation", "Parameter", "Service", "Unknown",
    "event", "home_of", "is_read_only", "operation", "parameter", "request_parameters",
    "response_elements", "service",
]

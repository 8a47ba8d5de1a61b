"""What AWS knows: services, operations, CloudTrail's names, parameters, regions. Pure look-ups.

Words that AWS surely does not have raise `Unknown`; words of which we are not sure come back with
`certain` False, for AWS grows faster than any table.
"""

from generator.aws.data_events import is_management
from generator.aws.detail_types import (
    ALL_MANAGEMENT_EVENTS,
    API_CALL,
    ENABLED,
    INSIGHT,
    NETWORK_ACTIVITY,
    OF_EVENT_TYPE,
    PARTNERS,
    SERVICE_EVENT,
    SERVICES,
    SIGN_IN,
    SIGN_IN_SOURCE,
    SIGN_INS,
    VIA_CLOUDTRAIL,
)
from generator.aws.encode import request_parameters, response_elements
from generator.aws.hidden import Hidden, hidden
from generator.aws.limits import LIMITS, RULES_PER_BUS, Limit
from generator.aws.named import event_names_of
from generator.aws.native import (
    Native,
    has_events,
    is_native,
    native_event,
    native_field,
    sources_of,
    types_of,
)
from generator.aws.native_types import native_type
from generator.aws.operations import (
    Operation,
    has_operation,
    is_retired,
    misnamed,
    operation,
)
from generator.aws.operations import like as operations_like
from generator.aws.owners import having
from generator.aws.parameters import (
    Parameter,
    Value,
    holding,
    is_sub_resource,
    parameter,
    request_path,
    value,
)
from generator.aws.readonly import is_read_only
from generator.aws.record import record_field
from generator.aws.regions import (
    CERTAIN_HOMES,
    FAR_AWAY,
    REGIONS,
    every_home,
    home_of,
    native_regions,
    only_in,
    origins_of,
    region,
)
from generator.aws.regions import SIGN_IN as SIGN_IN_REGIONS
from generator.aws.retiring import Retiring, retires
from generator.aws.service_names import SUFFIX, envelope_source, event_source
from generator.aws.services import Service, service
from generator.aws.synthesis import event, event_of
from generator.aws.unknown import Unknown, closest

__all__ = [
    "ALL_MANAGEMENT_EVENTS",
    "API_CALL",
    "CERTAIN_HOMES",
    "ENABLED",
    "FAR_AWAY",
    "INSIGHT",
    "LIMITS",
    "NETWORK_ACTIVITY",
    "OF_EVENT_TYPE",
    "PARTNERS",
    "REGIONS",
    "RULES_PER_BUS",
    "SERVICES",
    "SERVICE_EVENT",
    "SIGN_IN",
    "SIGN_INS",
    "SIGN_IN_REGIONS",
    "SIGN_IN_SOURCE",
    "SUFFIX",
    "VIA_CLOUDTRAIL",
    "Hidden",
    "Limit",
    "Native",
    "Operation",
    "Parameter",
    "Retiring",
    "Service",
    "Unknown",
    "Value",
    "closest",
    "envelope_source",
    "event",
    "event_names_of",
    "event_of",
    "event_source",
    "every_home",
    "has_events",
    "has_operation",
    "having",
    "hidden",
    "holding",
    "home_of",
    "is_management",
    "is_native",
    "is_read_only",
    "is_retired",
    "is_sub_resource",
    "misnamed",
    "native_event",
    "native_field",
    "native_regions",
    "native_type",
    "only_in",
    "operation",
    "operations_like",
    "origins_of",
    "parameter",
    "record_field",
    "region",
    "request_parameters",
    "request_path",
    "response_elements",
    "retires",
    "service",
    "sources_of",
    "types_of",
    "value",
]

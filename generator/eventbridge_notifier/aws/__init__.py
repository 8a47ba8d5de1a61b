"""What AWS knows: services, operations, CloudTrail's names, parameters, regions. Pure look-ups.

Words that AWS surely does not have raise `Unknown`; words of which we are not sure come back with
`certain` False, for AWS grows faster than any table.
"""

from eventbridge_notifier.aws.cloudtrail import identities
from eventbridge_notifier.aws.cloudtrail.data_events import (
    UNLOGGED,
    DataResource,
    data_resource_types,
    data_resources,
    is_data_event,
    is_management,
    resource_arn,
)
from eventbridge_notifier.aws.cloudtrail.detail_types import (
    ALL_MANAGEMENT_EVENTS,
    API_CALL,
    ENABLED,
    INSIGHT,
    NETWORK_ACTIVITY,
    NETWORK_ACTIVITY_SOURCES,
    OF_EVENT_TYPE,
    PARTNERS,
    SERVICE_EVENT,
    SERVICES,
    SIGN_IN,
    SIGN_IN_SOURCE,
    SIGN_INS,
    VIA_CLOUDTRAIL,
)
from eventbridge_notifier.aws.cloudtrail.encode import request_parameters, response_elements
from eventbridge_notifier.aws.cloudtrail.error_codes import meant_error_code
from eventbridge_notifier.aws.cloudtrail.names.known_names import event_names_of, reads_of
from eventbridge_notifier.aws.cloudtrail.names.other_calls import SAME_EFFECT
from eventbridge_notifier.aws.cloudtrail.names.owners import having
from eventbridge_notifier.aws.cloudtrail.operations import (
    Operation,
    has_operation,
    is_retired,
    misnamed,
    operation,
)
from eventbridge_notifier.aws.cloudtrail.operations import like as operations_like
from eventbridge_notifier.aws.cloudtrail.parameters import (
    Parameter,
    Value,
    holding,
    is_sub_resource,
    parameter,
    request_path,
    value,
)
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.cloudtrail.record import record_field
from eventbridge_notifier.aws.cloudtrail.redacted import Redacted, redacted
from eventbridge_notifier.aws.cloudtrail.service_events import service_event_field
from eventbridge_notifier.aws.cloudtrail.synthesis import event, event_of
from eventbridge_notifier.aws.native.events import (
    EXACT_SOURCES,
    Native,
    has_events,
    native_event,
    native_field,
    sources_of,
    types_of,
)
from eventbridge_notifier.aws.services.limits import LIMITS, RULES_PER_BUS, Limit
from eventbridge_notifier.aws.services.names import SUFFIX, envelope_source, event_source
from eventbridge_notifier.aws.services.partitions import (
    ALL_REGIONS,
    Partition,
    home_of,
    partition_of,
    region,
)
from eventbridge_notifier.aws.services.regions import CERTAIN_HOMES, FAR_AWAY
from eventbridge_notifier.aws.services.retiring import Retiring, retires
from eventbridge_notifier.aws.services.services import Service, service
from eventbridge_notifier.aws.suggest import Unknown, closest
from eventbridge_notifier.record_format.identity import is_aws as is_native

__all__ = [
    "ALL_MANAGEMENT_EVENTS",
    "ALL_REGIONS",
    "API_CALL",
    "CERTAIN_HOMES",
    "ENABLED",
    "EXACT_SOURCES",
    "FAR_AWAY",
    "INSIGHT",
    "LIMITS",
    "NETWORK_ACTIVITY",
    "NETWORK_ACTIVITY_SOURCES",
    "OF_EVENT_TYPE",
    "PARTNERS",
    "RULES_PER_BUS",
    "SAME_EFFECT",
    "SERVICES",
    "SERVICE_EVENT",
    "SIGN_IN",
    "SIGN_INS",
    "SIGN_IN_SOURCE",
    "SUFFIX",
    "UNLOGGED",
    "VIA_CLOUDTRAIL",
    "DataResource",
    "Limit",
    "Native",
    "Operation",
    "Parameter",
    "Partition",
    "Redacted",
    "Retiring",
    "Service",
    "Unknown",
    "Value",
    "closest",
    "data_resource_types",
    "data_resources",
    "envelope_source",
    "event",
    "event_names_of",
    "event_of",
    "event_source",
    "has_events",
    "has_operation",
    "having",
    "holding",
    "home_of",
    "identities",
    "is_data_event",
    "is_management",
    "is_native",
    "is_read_only",
    "is_retired",
    "is_sub_resource",
    "meant_error_code",
    "misnamed",
    "native_event",
    "native_field",
    "operation",
    "operations_like",
    "parameter",
    "partition_of",
    "reads_of",
    "record_field",
    "redacted",
    "region",
    "request_parameters",
    "request_path",
    "resource_arn",
    "response_elements",
    "retires",
    "service",
    "service_event_field",
    "sources_of",
    "types_of",
    "value",
]

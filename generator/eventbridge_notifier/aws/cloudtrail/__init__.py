"""CloudTrail records: event names, fields, parameters, read-only calls."""

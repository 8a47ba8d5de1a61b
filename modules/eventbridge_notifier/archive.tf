# archive: the watched events of the default bus, to be replayed.

locals {
  default_bus = var.archive.enabled ? [for watch in values(var.watches) : watch.event_pattern if watch.event_bus_name == "default"] : []

  # All patterns in one $or, as far as EventBridge takes that: one level of $or, few wildcards.
  archive_either = length(local.default_bus) == 1 ? local.default_bus[0] : jsonencode({
    "$or" = [for pattern in local.default_bus : try(jsondecode(pattern), {})]
  })
  archive_exact = length(local.default_bus) == 1 || (
    length(local.archive_either) <= 2048 && !anytrue([for pattern in local.default_bus : strcontains(pattern, "\"$or\"") || strcontains(pattern, "\"wildcard\"")])
  )

  # Otherwise everything of the sources that are watched.
  archive_sources = distinct(flatten([for pattern in local.default_bus : [for source in try(jsondecode(pattern).source, [{ prefix = "" }]) : jsonencode(source)]]))
  archive_pattern = local.archive_exact ? local.archive_either : "{\"source\":[${join(",", local.archive_sources)}]}"
}

# Not counted by default_bus: a bus that is made in the same apply has no name yet when one plans.
resource "aws_cloudwatch_event_archive" "this" {
  count = var.archive.enabled && length(var.watches) > 0 ? 1 : 0

  name             = var.name
  description      = "Events that ${var.name} watches for, to be replayed"
  event_source_arn = "arn:${local.partition}:events:${local.place}:event-bus/default"
  event_pattern    = local.archive_pattern
  retention_days   = var.archive.retention_days

  lifecycle {
    # Account and region, which a stack keeps: place.tf.
    ignore_changes = [event_source_arn]

    precondition {
      condition     = length(local.default_bus) > 0
      error_message = "archive.enabled needs a watch on the default bus: events of other buses are not archived."
    }
  }
}

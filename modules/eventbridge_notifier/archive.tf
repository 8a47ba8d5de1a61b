# archive: the watched events of the default bus, and of the stack's own, to be replayed. Each bus has an
# archive, and a replay goes to its own bus alone. An archive stands as long as archive.enabled says so,
# whatever becomes of the watches: with it would go the events in it.

locals {
  archived_patterns = {
    default = var.archive.enabled ? [for rule in concat(values(var.packed.rules), values(var.watches)) : rule.event_pattern if rule.event_bus_name == "default"] : []
    own     = var.archive.enabled ? concat(values(local.forwarded_packed)[*].event_pattern, values(local.forwarded)[*].event_pattern) : []
  }

  # All patterns in one $or, as far as EventBridge takes that: one level of $or, few wildcards.
  archive_either = {
    for bus, patterns in local.archived_patterns : bus => length(patterns) == 1 ? patterns[0] : jsonencode({
      "$or" = [for pattern in patterns : try(jsondecode(pattern), {})]
    })
  }
  archive_exact = {
    for bus, patterns in local.archived_patterns : bus => length(patterns) == 1 || (
      length(local.archive_either[bus]) <= 2048 && !anytrue([for pattern in patterns : strcontains(pattern, "\"$or\"") || strcontains(pattern, "\"wildcard\"")])
    )
  }

  # Otherwise everything of the sources that are watched.
  archive_sources = {
    for bus, patterns in local.archived_patterns : bus => distinct(flatten([
      for pattern in patterns : [for source in try(jsondecode(pattern).source, [{ prefix = "" }]) : jsonencode(source)]
    ]))
  }
  # Where nothing is watched any more, what no event matches: accounts are twelve digits.
  archive_pattern = {
    for bus, exact in local.archive_exact : bus => length(local.archived_patterns[bus]) == 0 ? jsonencode({ account = ["none"] }) : exact ? local.archive_either[bus] : "{\"source\":[${join(",", local.archive_sources[bus])}]}"
  }
}

resource "aws_cloudwatch_event_archive" "this" {
  count = var.archive.enabled ? 1 : 0

  name             = var.name
  description      = "Events that ${var.name} watches for, to be replayed"
  event_source_arn = local.default_bus_arn
  event_pattern    = local.archive_pattern["default"]
  retention_days   = var.archive.retention_days

  lifecycle {
    # Account and region, which a stack keeps: place.tf.
    ignore_changes = [event_source_arn]

    precondition {
      condition     = length(local.archived_patterns["default"]) > 0 || length(var.watches) + length(var.packed.rules) == 0
      error_message = "archive.enabled needs a watch on the default bus: events of other buses are not archived."
    }
  }
}

resource "aws_cloudwatch_event_archive" "forwarded" {
  count = var.archive.enabled && local.has_own_bus ? 1 : 0

  name             = "${var.name}-forwarded"
  description      = "Events from other regions and accounts that ${var.name} watches for, to be replayed"
  event_source_arn = local.own_bus_arn
  event_pattern    = local.archive_pattern["own"]
  retention_days   = var.archive.retention_days
  depends_on       = [aws_cloudwatch_event_bus.own]
}

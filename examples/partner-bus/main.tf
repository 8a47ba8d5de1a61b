# watches.tf and patterns/ are generated from watches.yaml; this file is yours to edit.

provider "aws" {
  region = "eu-west-1"
}

module "notifier" {
  source = "../../modules/eventbridge_notifier"

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  # The rules stand on the partners' buses.
  watches = {
    for name, watch in local.watches :
    name => merge(watch, { event_bus_name = aws_cloudwatch_event_bus.partner[watch.event_bus_name].name })
  }
  accounts        = local.accounts
  organization_id = local.organization_id

  # Partners' events need no trail.
  create_trail = false

  # Who is told when events cannot be recorded: what the spec says under alarm_topics.
  alarm_actions = local.alarm_actions

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

# An event source that a partner offers becomes a bus of the same name.
locals {
  partners = toset([for watch in local.watches : watch.event_bus_name])
}

data "aws_cloudwatch_event_source" "partner" {
  for_each = local.partners

  name_prefix = each.value
}

resource "aws_cloudwatch_event_bus" "partner" {
  for_each = local.partners

  name              = data.aws_cloudwatch_event_source.partner[each.value].name
  event_source_name = data.aws_cloudwatch_event_source.partner[each.value].name
}

# Targets name their rule through a local: Terraform ties a reference to the rules of all watches, one by
# one, and a thousand watches are a million pairs. The price is that targets wait for every rule, so
# that an apply in which AWS refuses one rule arms no new watch.
locals {
  rule = aws_cloudwatch_event_rule.this.name
}

resource "aws_cloudwatch_event_rule" "this" {
  name           = "${var.rules.name}-${var.watch.name}"
  description    = var.watch.description
  event_bus_name = var.watch.event_bus_name
  event_pattern  = var.watch.event_pattern
  state          = var.watch.state
  # `health` tells a rule that is off on purpose from one that somebody has disabled.
  tags = merge(var.rules.tags, var.watch.state == "DISABLED" ? { DisabledOnPurpose = "true" } : {})
}

resource "aws_cloudwatch_event_target" "recorder" {
  rule           = local.rule
  event_bus_name = var.watch.event_bus_name
  target_id      = "recorder"
  arn            = var.targets.recorder.arn

  input_transformer {
    # Not jsonencode of the whole: that would turn the placeholder into text.
    input_template = join("", [
      "{\"watch\":", jsonencode(var.watch.name), ",\"severity\":", jsonencode(var.watch.severity),
      ",\"record\":", jsonencode(var.watch.record), ",\"resources\":", trimspace(var.watch.resources),
      ",\"event\":<aws.events.event.json>}",
    ])
  }

  # A member that is left out becomes 0, which is no retry at all.
  retry_policy {
    maximum_event_age_in_seconds = var.targets.retry.maximum_age_seconds
    maximum_retry_attempts       = var.targets.retry.maximum_attempts
  }

  dead_letter_config {
    arn = var.targets.recorder.dead_letter_arn
  }
}

resource "aws_cloudwatch_event_target" "further" {
  for_each = { for id, target in var.watch.extra_targets : "extra-${id}" => target }

  rule           = local.rule
  event_bus_name = var.watch.event_bus_name
  target_id      = each.key
  arn            = each.value.arn
  role_arn       = each.value.role_arn

  retry_policy {
    maximum_event_age_in_seconds = var.targets.retry.maximum_age_seconds
    maximum_retry_attempts       = var.targets.retry.maximum_attempts
  }

  dead_letter_config {
    arn = var.targets.undelivered_arn
  }
}

# Through a local, so that plans stay linear: modules/eventbridge_notifier/watch says why.
locals {
  rule = aws_cloudwatch_event_rule.this.name
}

resource "aws_cloudwatch_event_rule" "this" {
  name          = var.rule.name
  description   = var.rule.description
  event_pattern = var.rule.event_pattern
  state         = var.rule.state
  tags          = var.rule.tags

  # Those that go wait for those that come: terraform_data.standing of the module around.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_event_target" "home" {
  rule      = local.rule
  target_id = "home"
  arn       = var.home_bus_arn
  role_arn  = var.role_arn

  # A member that is left out becomes 0, which is no retry at all.
  retry_policy {
    maximum_event_age_in_seconds = var.retry.maximum_age_seconds
    maximum_retry_attempts       = var.retry.maximum_attempts
  }

  dead_letter_config {
    arn = var.dead_letter_arn
  }

  lifecycle {
    create_before_destroy = true
  }
}

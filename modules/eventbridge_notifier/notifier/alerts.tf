# Alerts are events on a bus of their own. Nobody outside this account may put on it, and its rules take
# neither another account's events nor replayed ones: who can put an alert can wake people.

resource "aws_cloudwatch_event_bus" "alerts" {
  name = local.bus_name
  tags = var.tags
}

resource "aws_cloudwatch_event_rule" "channel" {
  for_each = var.called

  name           = "${var.name}_alerts-${each.key}"
  description    = "Alerts for the channel ${each.key}"
  event_bus_name = aws_cloudwatch_event_bus.alerts.name
  tags           = var.tags

  event_pattern = jsonencode({
    source        = ["eventbridge-notifier"]
    "detail-type" = ["Alert"]
    account       = [var.place.account]
    "replay-name" = [{ exists = false }]
    detail        = { channel = [each.key] }
  })
}

resource "aws_cloudwatch_event_target" "channel" {
  for_each = var.called

  rule           = aws_cloudwatch_event_rule.channel[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.alerts.name
  target_id      = "channel"
  arn            = var.channels[each.key].destination_arn
  role_arn       = aws_iam_role.caller[0].arn
  input_path     = "$.detail.body"
  depends_on     = [aws_iam_role_policy.caller]

  retry_policy {
    maximum_event_age_in_seconds = var.retry.maximum_age_seconds
    maximum_retry_attempts       = var.retry.maximum_attempts
  }

  dead_letter_config {
    arn = var.function.undelivered_arn
  }
}

resource "aws_iam_role" "caller" {
  count = length(var.called) > 0 ? 1 : 0

  name                 = "${var.name}-channels-${var.place.region}"
  permissions_boundary = var.function.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:${var.place.partition}:events:${local.at}:rule/${local.bus_name}/${var.name}_alerts-*" }
        StringEquals = { "aws:SourceAccount" = var.place.account }
      }
    }]
  })
}

resource "aws_iam_role_policy" "caller" {
  count = length(var.called) > 0 ? 1 : 0

  name = "call"
  role = aws_iam_role.caller[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:InvokeApiDestination"
      Resource = [for channel in var.called : var.channels[channel].destination_arn]
    }]
  })
}

# The notifier's own failure is heard another way than by the notifier.
resource "aws_cloudwatch_metric_alarm" "notifier" {
  for_each = {
    Errors      = { statistic = "Sum", above = 0, description = "The notifier failed: people may not be told. It tries again, and after that the spill bucket has the records." }
    IteratorAge = { statistic = "Maximum", above = 900000, description = "The notifier is 15 minutes behind the records. A stream keeps them for 24 hours." }
    Throttles   = { statistic = "Sum", above = 0, description = "Lambda does not let the notifier run: the account's concurrency is used up." }
  }

  alarm_name          = "${var.name}-notifier-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/Lambda"
  metric_name         = each.key
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.function.alarm_actions
  tags                = var.tags
}

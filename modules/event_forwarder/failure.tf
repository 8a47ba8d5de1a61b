# What could not be sent home: the bare event, its rule in the attribute RULE_ARN. The queue lies
# here because a rule's dead-letter queue must be in its own region.

locals {
  dead_letter_name = "${var.name}-dead-letter-forward"
  dead_letter_arn  = "arn:${local.partition}:sqs:${local.place}:${local.dead_letter_name}"

  # Two alarms: something waits, and something could not even be kept.
  alarms = {
    dead-letter-forward-depth = {
      description = "Events wait in the queue ${local.dead_letter_name} of ${local.region}: see why, then run eventbridge-notifier redrive."
      metric      = "ApproximateNumberOfMessagesVisible"
      above       = 0
    }
    dead-letter-forward-age = {
      description = "An event has waited in the queue ${local.dead_letter_name} of ${local.region} for a day; after 14 days it is gone."
      metric      = "ApproximateAgeOfOldestMessage"
      above       = 86400
    }
  }
}

resource "aws_sqs_queue" "dead_letter" {
  name                      = local.dead_letter_name
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
  tags                      = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RefuseWithoutTLS"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = local.dead_letter_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "RulesSend"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = local.dead_letter_arn
        Condition = { ArnLike = { "aws:SourceArn" = local.rule_arn } }
      },
    ]
  })
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/SQS"
  metric_name         = each.value.metric
  dimensions          = { QueueName = aws_sqs_queue.dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  tags                = var.tags
}

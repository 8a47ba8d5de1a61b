# What could not be sent home: the bare event, its rule in the attribute RULE_ARN. The queue lies
# here because a rule's dead-letter queue must be in its own region.

locals {
  dead_letter_name = "${var.name}-dead-letter-forward"
  dead_letter_arn  = "arn:${local.partition}:sqs:${local.place}:${local.dead_letter_name}"

  queue_alarms = {
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
  max_message_size          = var.queue_message_bytes
  tags                      = merge(var.tags, local.heartbeat_tags)

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
        # modules/eventbridge_notifier/failure.tf says why.
        Sid       = "RefuseOthers"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:SendMessage"
        Resource  = local.dead_letter_arn
        Condition = { ArnNotLike = { "aws:SourceArn" = local.rule_arn } }
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
  for_each = local.queue_alarms

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

# EventBridge counts failures by rule. This sums over all rules of the account and region.
resource "aws_cloudwatch_metric_alarm" "lost" {
  alarm_name          = "${var.name}-dead-letter-forward-lost"
  alarm_description   = "EventBridge could not even send events to a dead-letter queue: they are lost. (All rules of ${local.account} in ${local.region}.)"
  evaluation_periods  = 3 # modules/eventbridge_notifier/alarms.tf says why
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "failures"
    expression  = "SELECT SUM(InvocationsFailedToBeSentToDlq) FROM \"AWS/Events\""
    period      = 300
    return_data = true
  }
}

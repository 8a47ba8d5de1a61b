# Alarms that ring when events are not recorded; a few for all watches, never one for each.

locals {
  alarm_arns    = ["arn:${local.partition}:cloudwatch:${local.place}:alarm:${var.name}-*"]
  alarm_actions = concat(var.alarm_actions, [for topic in var.alarm_topics : aws_sns_topic.notify[topic].arn])

  watched_queues = merge(
    { dead-letter = aws_sqs_queue.dead_letter.name, dead-letter-recorder = aws_sqs_queue.recorder_dead_letter.name },
    local.has_undelivered ? { undelivered = aws_sqs_queue.undelivered.name } : {},
  )

  queue_alarms = merge([
    for queue, name in local.watched_queues : {
      "${queue}-depth" = {
        description = "Events wait in the queue ${name}: see why, then run eventbridge-notifier redrive."
        metric      = "ApproximateNumberOfMessagesVisible"
        above       = 0
        queue       = name
      }
      "${queue}-age" = {
        description = "An event has waited in the queue ${name} for a day; after 14 days it is gone."
        metric      = "ApproximateAgeOfOldestMessage"
        above       = 86400
        queue       = name
      }
    }
  ]...)

  backlog_alarm = {
    events-age = {
      description = "Events wait for the recorder for a quarter of an hour."
      metric      = "ApproximateAgeOfOldestMessage"
      above       = 900
      queue       = aws_sqs_queue.events.name
    }
  }

  function_alarms = {
    AsyncEventsDropped          = "Lambda gave up on events before the recorder saw them."
    DestinationDeliveryFailures = "Failed events could not be written to the spill bucket."
    DeadLetterErrors            = "Failed events could not be sent to the recorder's dead-letter queue; the spill bucket has them."
  }

  # EventBridge counts failures by rule. These sum over all rules of the account and region.
  rule_alarms = {
    FailedInvocations              = "EventBridge could not deliver events to a target."
    InvocationsSentToDlq           = "EventBridge sent events to a dead-letter queue."
    InvocationsFailedToBeSentToDlq = "EventBridge could not even send events to a dead-letter queue: they are lost, unless they are archived."
    DeadLetterInvocations          = "EventBridge held events back because rules set each other off: a target's work makes the event that calls it."
  }
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  for_each = merge(local.queue_alarms, local.backlog_alarm)

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/SQS"
  metric_name         = each.value.metric
  dimensions          = { QueueName = each.value.queue }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "function" {
  for_each = local.function_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value
  namespace           = "AWS/Lambda"
  metric_name         = each.key
  dimensions          = { FunctionName = aws_lambda_function.recorder.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "rules" {
  for_each = local.rule_alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value} (All rules of ${local.account} in ${local.region}.)"

  # A query over metrics that seldom have data may be late: one of the last three periods is enough.
  evaluation_periods  = 3
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "failures"
    expression  = "SELECT SUM(${each.key}) FROM \"AWS/Events\""
    period      = 300
    return_data = true
  }
}

check "somebody_is_told" {
  assert {
    condition     = length(var.alarm_actions) + length(var.alarm_topics) > 0
    error_message = "alarm_actions and alarm_topics are empty: nobody is notified when events cannot be recorded."
  }
}

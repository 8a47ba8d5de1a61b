# What is measured beside failures: how far the recorder is behind, and what forwarding costs.

locals {
  # The recorder's own metrics: lambda/recorder/metrics.py.
  recorder_metrics = { namespace = "eventbridge-notifier", dimensions = { Stack = var.name } }

  # A rule that matches whatever comes to the own bus, and has no target: EventBridge counts what it
  # matches. Its name is not <name>-…, so that nobody takes it for a watch's.
  counting_rule = "${var.name}_forwarded"

  dashboard_metrics = {
    "Recorded, and not"        = [for metric in ["Recorded", "Unmatched", "Doubled"] : ["eventbridge-notifier", metric, "Stack", var.name]]
    "Seconds behind"           = [["eventbridge-notifier", "SecondsBehind", "Stack", var.name]]
    "Recorder"                 = [for metric in ["Invocations", "Errors", "Throttles", "ConcurrentExecutions"] : ["AWS/Lambda", metric, "FunctionName", local.function_name]]
    "Waiting"                  = [for queue in [aws_sqs_queue.events, aws_sqs_queue.dead_letter, aws_sqs_queue.recorder_dead_letter, aws_sqs_queue.undelivered] : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    "Table"                    = [for metric in ["ConsumedWriteCapacityUnits", "WriteThrottleEvents"] : ["AWS/DynamoDB", metric, "TableName", local.table_name]]
    "Sent home from elsewhere" = local.has_own_bus ? [["AWS/Events", "MatchedEvents", "EventBusName", var.name, "RuleName", local.counting_rule]] : []
  }
}

# Half of what it records is late: few events that are redriven do not ring, a backlog does.
resource "aws_cloudwatch_metric_alarm" "behind" {
  alarm_name          = "${var.name}-behind"
  alarm_description   = "Half of what ${var.name} records happened more than half an hour before."
  namespace           = local.recorder_metrics.namespace
  metric_name         = "SecondsBehind"
  dimensions          = local.recorder_metrics.dimensions
  extended_statistic  = "p50"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1800
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_event_rule" "forwarded" {
  count = local.has_own_bus ? 1 : 0

  name           = local.counting_rule
  description    = "Counts what other regions and accounts send"
  event_bus_name = aws_cloudwatch_event_bus.own[0].name
  event_pattern  = jsonencode({ source = [{ prefix = "" }] })
  tags           = var.tags
}

# Whoever sends pays: 1.00 USD a million.
resource "aws_cloudwatch_metric_alarm" "forwarded" {
  count = local.has_own_bus && var.forwarded_events_an_hour > 0 ? 1 : 0

  alarm_name          = "${var.name}-forwarded"
  alarm_description   = "Other regions and accounts send ${var.name} more than ${var.forwarded_events_an_hour} events an hour, at 1.00 USD a million: a watch may ask for more than it should."
  namespace           = "AWS/Events"
  metric_name         = "MatchedEvents"
  dimensions          = { EventBusName = var.name, RuleName = local.counting_rule }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.forwarded_events_an_hour
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = "${var.name}-${local.region}"
  dashboard_body = jsonencode({
    widgets = [
      for index, title in [for title, metrics in local.dashboard_metrics : title if length(metrics) > 0] : {
        type   = "metric"
        x      = 12 * (index % 2)
        y      = 6 * floor(index / 2)
        width  = 12
        height = 6
        properties = {
          title   = title
          region  = local.region
          view    = "timeSeries"
          period  = 300
          stat    = title == "Seconds behind" ? "p50" : title == "Waiting" ? "Maximum" : "Sum"
          metrics = local.dashboard_metrics[title]
        }
      }
    ]
  })
}

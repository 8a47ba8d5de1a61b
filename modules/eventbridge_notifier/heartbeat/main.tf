# The function that looks for the beats: it makes a call that reads, counts the places that are silent, and
# puts that number as a metric. Whatever fails on the way, the metric is missing, and the alarm rings.

locals {
  at         = "${var.place.region}:${var.place.account}"
  function   = "${var.name}-heartbeat"
  rule_arn   = "arn:${var.place.partition}:events:${local.at}:rule/${var.name}-heartbeat"
  namespace  = "eventbridge-notifier"
  clock_name = "${var.name}_heartbeat_clock" # rules of watches have a hyphen here
  zip        = coalesce(var.function.zip, "${path.module}/../heartbeat.zip")
  queue_name = "${var.name}-heartbeat-failed"
}

# The key, by way of a resource: ../notifier/main.tf says why.
resource "terraform_data" "key" {
  input = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  function_name = local.function
  description   = "Counts the places of ${var.name} whose heartbeat has not come home"
  role          = aws_iam_role.this.arn
  handler       = "heartbeat.handler.handle"
  runtime       = var.function.runtime
  architectures = [var.function.architecture]
  memory_size   = 256
  timeout       = 60
  kms_key_arn   = terraform_data.key.output
  tags          = var.tags
  depends_on    = [aws_iam_role_policy.this]

  filename                = local.zip
  source_code_hash        = filebase64sha256(local.zip)
  code_signing_config_arn = var.function.code_signing_config_arn

  # One at a time is enough, and none is reserved: a new account has none to give.
  reserved_concurrent_executions = -1

  environment {
    variables = {
      PERIOD     = tostring(var.minutes * 60)
      PLACES     = join(",", var.places)
      RULE       = "${var.name}-heartbeat"
      SHARDS     = tostring(var.shards)
      STACK      = var.name
      TABLE_NAME = var.table_name

      # Places are known by what they sent within a day; where they are named, by their names.
      WINDOW = tostring(length(var.places) > 2 ? 3 * var.minutes * 60 : max(86400, 3 * var.minutes * 60))
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = "Active"
  }

  dynamic "vpc_config" {
    for_each = var.function.vpc == null ? [] : [var.function.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }
}

# Looks that failed.
resource "aws_sqs_queue" "failed" {
  name                      = local.queue_name
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
  tags                      = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RefuseWithoutTLS"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = "arn:${var.place.partition}:sqs:${local.at}:${local.queue_name}"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${local.function}"
  retention_in_days = var.function.log_retention_days
  kms_key_id        = terraform_data.key.output
  tags              = var.tags
}

resource "aws_cloudwatch_event_rule" "clock" {
  name                = local.clock_name
  description         = "Looks for the heartbeats of ${var.name}"
  schedule_expression = "rate(${var.minutes} minutes)"
  tags                = var.tags
}

resource "aws_cloudwatch_event_target" "clock" {
  rule      = aws_cloudwatch_event_rule.clock.name
  target_id = "heartbeat"
  arn       = aws_lambda_function.this.arn
  input     = jsonencode({})
}

resource "aws_lambda_permission" "clock" {
  statement_id  = "clock"
  function_name = aws_lambda_function.this.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = "arn:${var.place.partition}:events:${local.at}:rule/${aws_cloudwatch_event_rule.clock.name}"
}

# One alarm for all places: one for each would cost as much as all the rest.
resource "aws_cloudwatch_metric_alarm" "silence" {
  alarm_name          = "${var.name}-silence"
  alarm_description   = "Heartbeats have not come home, or nobody looked: eventbridge-notifier health names the places."
  namespace           = local.namespace
  metric_name         = "SilentPlaces"
  dimensions          = { Stack = var.name }
  statistic           = "Maximum"
  period              = var.minutes * 60
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = var.function.alarm_actions
  ok_actions          = var.function.alarm_actions
  tags                = var.tags
}

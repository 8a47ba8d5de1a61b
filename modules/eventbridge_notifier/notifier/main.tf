# The notifier: reads the table's stream, and tells people of what matters.

locals {
  at         = "${var.place.region}:${var.place.account}"
  function   = "${var.name}-notifier"
  state_name = "${var.name}-alert-state"
  bus_name   = "${var.name}-alerts"
  # Rules of watches have a hyphen here, so none of them can be this one.
  clock_name = "${var.name}_notifier_clock"
  state_arn  = "arn:${var.place.partition}:dynamodb:${local.at}:table/${local.state_name}"
  bus_arn    = "arn:${var.place.partition}:events:${local.at}:event-bus/${local.bus_name}"
  zip        = coalesce(var.function.zip, "${path.module}/../notifier.zip")

  config = {
    stack    = var.name
    region   = var.place.region
    page     = var.page
    accounts = var.account_names
    policies = var.policies
    quiet    = var.quiet
    channels = { for name, channel in var.channels : name => { kind = channel.kind, topic_arn = channel.topic_arn, field = channel.field } }
  }
  text = jsonencode(local.config)
}

# The key, by way of a resource: whoever reads a plan in which it is not made yet sees that there is one.
resource "terraform_data" "key" {
  input = var.kms_key_arn
}

# Named by its content: the function reads it once, and never an older or a newer one than its own.
resource "aws_s3_object" "config" {
  bucket       = var.bucket.name
  key          = "notifier/${sha256(local.text)}.json"
  content      = local.text
  content_type = "application/json"
  kms_key_id   = terraform_data.key.output
  tags         = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_function" "this" {
  function_name = local.function
  description   = "Tells people of what ${var.name} records"
  role          = aws_iam_role.this.arn
  handler       = "notifier.handler.handle"
  runtime       = var.function.runtime
  architectures = [var.function.architecture]
  memory_size   = 256
  timeout       = 60
  kms_key_arn   = terraform_data.key.output
  tags          = var.tags
  depends_on    = [aws_iam_role_policy.this]

  filename         = local.zip
  source_code_hash = filebase64sha256(local.zip)

  code_signing_config_arn        = var.function.code_signing_config_arn
  reserved_concurrent_executions = var.function.reserved_concurrency

  environment {
    variables = {
      ALERT_BUS   = aws_cloudwatch_event_bus.alerts.name
      BUCKET      = var.bucket.name
      CONFIG_KEY  = aws_s3_object.config.key
      STATE_TABLE = aws_dynamodb_table.state.name
    }
  }

  # A tick of the clock that failed; the next one sends what was due.
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

resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-notifier-failed"
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
      Resource  = "arn:${var.place.partition}:sqs:${local.at}:${var.name}-notifier-failed"
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

# A window makes Lambda say which shard a batch is of, by which a batch that comes again is known.
# What fails three times is halved until it stands alone, and then kept whole in the bucket.
resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn                   = var.table.stream_arn
  function_name                      = aws_lambda_function.this.arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 100
  maximum_batching_window_in_seconds = 1
  maximum_retry_attempts             = 10
  bisect_batch_on_function_error     = true
  tumbling_window_in_seconds         = 30
  function_response_types            = ["ReportBatchItemFailures"]
  tags                               = var.tags

  destination_config {
    on_failure {
      destination_arn = var.bucket.arn
    }
  }

  # Fewer invocations: what expires or is changed is no news.
  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT"] })
    }
  }
}

# The clock: digests are due to the minute. One schedule for all groups costs nothing; a schedule for
# each group would be a call for each, and nothing would be sent where that call fails.
resource "aws_cloudwatch_event_rule" "clock" {
  name                = local.clock_name
  description         = "Sends the digests that are due"
  schedule_expression = "rate(1 minute)"
  tags                = var.tags
}

resource "aws_cloudwatch_event_target" "clock" {
  rule      = aws_cloudwatch_event_rule.clock.name
  target_id = "notifier"
  arn       = aws_lambda_function.this.arn
  input     = jsonencode({ tick = true })
}

resource "aws_lambda_permission" "clock" {
  statement_id  = "clock"
  function_name = aws_lambda_function.this.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = "arn:${var.place.partition}:events:${local.at}:rule/${aws_cloudwatch_event_rule.clock.name}"
}

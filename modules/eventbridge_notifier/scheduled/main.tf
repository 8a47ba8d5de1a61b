# A function that a schedule invokes: its log, its clock, and the queue of invokes that failed.

locals {
  at         = "${var.place.region}:${var.place.account}"
  queue_name = "${var.name}-failed"
  log_group  = "/aws/lambda/${var.name}"
}

# The key, by way of a resource: ../notifier/main.tf says why.
resource "terraform_data" "key" {
  input = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn
  handler       = var.code.handler
  runtime       = var.function.runtime
  architectures = [var.function.architecture]
  memory_size   = var.code.memory_mb
  timeout       = var.code.timeout_seconds
  kms_key_arn   = terraform_data.key.output
  tags          = var.tags
  depends_on    = [aws_iam_role_policy.this]

  filename                = var.code.zip
  source_code_hash        = filebase64sha256(var.code.zip)
  code_signing_config_arn = var.function.code_signing_config_arn

  # One at a time is enough, and none is reserved: a new account has none to give.
  reserved_concurrent_executions = -1

  environment {
    variables = var.environment
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
  name              = local.log_group
  retention_in_days = var.function.log_retention_days
  kms_key_id        = terraform_data.key.output
  tags              = var.tags
}

resource "aws_cloudwatch_event_rule" "clock" {
  name                = var.clock.name
  description         = var.clock.description
  schedule_expression = var.clock.schedule
  tags                = var.tags
}

resource "aws_cloudwatch_event_target" "clock" {
  rule      = aws_cloudwatch_event_rule.clock.name
  target_id = var.clock.target_id
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

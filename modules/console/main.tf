# The page for an organization: an HTTP API, and one function behind it that is also its authorizer.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.id
  partition = data.aws_partition.current.partition
  place     = "${local.region}:${local.account}"

  function      = "${var.name}-console"
  function_arn  = "arn:${local.partition}:lambda:${local.place}:function:${local.function}"
  function_logs = "/aws/lambda/${local.function}"
  access_logs   = "/aws/apigateway/${local.function}"
  failed_arn    = "arn:${local.partition}:sqs:${local.place}:${local.function}-failed"

  address = var.domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.domain.name}"
}

resource "aws_lambda_function" "this" {
  function_name = local.function
  description   = "Shows what ${var.name} records to people who sign in"
  role          = aws_iam_role.this.arn
  handler       = "eventbridge_notifier.console.hosted.handler.handle"
  runtime       = var.function.runtime
  architectures = [var.function.architecture]
  memory_size   = var.function.memory_mb
  timeout       = 29 # the API waits for 30 seconds
  kms_key_arn   = aws_kms_key.this.arn
  tags          = var.tags
  depends_on    = [aws_iam_role_policy.this]

  filename         = var.function.zip
  source_code_hash = filebase64sha256(var.function.zip)

  code_signing_config_arn        = var.function.code_signing_config_arn
  reserved_concurrent_executions = var.function.reserved_concurrency

  environment {
    variables = merge({
      NAME            = var.name
      ADDRESS         = local.address
      ISSUER          = var.sign_in.issuer
      CLIENT_ID       = var.sign_in.client_id
      SCOPES          = join(" ", sort(var.sign_in.scopes))
      GROUPS_CLAIM    = var.sign_in.groups_claim
      SESSION_KEY     = aws_kms_key.this.arn
      SESSION_SECONDS = tostring(var.sign_in.session_minutes * 60)
      CONFIG          = base64gzip(jsonencode({ grants = values(var.access), views = var.views }))
    }, var.sign_in.client_secret_arn == null ? {} : { SECRET_ARN = var.sign_in.client_secret_arn })
  }

  # The API waits for each answer. What somebody else has the function do without waiting, and fails, is
  # kept here.
  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.function.name
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
  name                      = "${local.function}-failed"
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
      Resource  = local.failed_arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# The audit lines: who looked at which path.
resource "aws_cloudwatch_log_group" "function" {
  name              = local.function_logs
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this.arn
  tags              = var.tags
}

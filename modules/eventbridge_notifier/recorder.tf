# The one function that records what all rules match.

locals {
  recorder_zip = coalesce(var.recorder.signed_zip, "${path.module}/recorder.zip")
}

resource "aws_lambda_function" "recorder" {
  function_name = local.function_name
  description   = "Records the events that ${var.name} watches for"
  role          = aws_iam_role.recorder.arn
  handler       = "recorder.handler.handle"
  runtime       = var.recorder.runtime
  architectures = [var.recorder.architecture]
  memory_size   = var.recorder.memory_mb
  timeout       = var.recorder.timeout_seconds
  kms_key_arn   = module.key.arn
  tags          = var.tags
  depends_on    = [aws_iam_role_policy.recorder]

  filename                       = local.recorder_zip
  source_code_hash               = filebase64sha256(local.recorder_zip)
  code_signing_config_arn        = var.recorder.code_signing_config_arn
  reserved_concurrent_executions = var.recorder.reserved_concurrency

  environment {
    variables = {
      TABLE_NAME     = aws_dynamodb_table.this.name
      SPILL_BUCKET   = module.spill_bucket.name
      EVENT_FORMAT   = var.event_format
      RETENTION_DAYS = tostring(var.retention_days)

      # READ_SHARDS is for readers, who ask the function's configuration for it.
      SHARDS      = join(",", [for index in ["day", "watch", "resource"] : "${index}=${var.shards[index]}"])
      READ_SHARDS = join(",", [for index in ["day", "watch", "resource"] : "${index}=${coalesce(var.read_shards[index], var.shards[index])}"])
      OLD_INDEXES = tostring(var.old_indexes)

      # The watches of packed rules, in the bucket; empty without any.
      PACKED_WATCHES = local.is_packed ? local.packed_key : ""
    }
  }

  # What the function could not record, up to what a queue holds; the destination below has it whole.
  dead_letter_config {
    target_arn = aws_sqs_queue.recorder_dead_letter.arn
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.recorder.name
    application_log_level = var.recorder.log_level
    system_log_level      = "WARN"
  }

  tracing_config {
    mode = "Active"
  }

  dynamic "vpc_config" {
    for_each = var.recorder.vpc == null ? [] : [var.recorder.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }
}

resource "aws_cloudwatch_log_group" "recorder" {
  name              = local.function_log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = module.key.arn
  tags              = var.tags
}

# A permission for each kind of rule ARN, not one for each rule: a function's policy holds about 50.
# No source_account: EventBridge does not send it, and a permission that asks for it never holds.
resource "aws_lambda_permission" "rules" {
  for_each = { default-bus = local.rule_arns[0], other-buses = local.rule_arns[1] }

  statement_id  = "rules-${each.key}"
  function_name = aws_lambda_function.recorder.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = each.value

  # Replacing it would shut out the rules for a while. Place and name are kept: place.tf, kept.tf.
  lifecycle {
    ignore_changes = [source_arn]
  }
}

resource "aws_lambda_function_event_invoke_config" "recorder" {
  function_name                = aws_lambda_function.recorder.function_name
  maximum_event_age_in_seconds = var.retry.function_age_seconds
  maximum_retry_attempts       = var.retry.function_retry_attempts

  destination_config {
    on_failure {
      destination = module.spill_bucket.arn
    }
  }
}

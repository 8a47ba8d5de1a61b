# delivery = "queue": a queue between the rules and the recorder. It stands and is read whatever
# delivery says, so that a change of delivery moves the rules' targets alone and what waits is recorded.

locals {
  # A message waits so long for others; the queue hides it for that and six timeouts (Lambda developer
  # guide, "Using Lambda with Amazon SQS").
  batching_seconds = 1

  # maximum_concurrency of an event source mapping is 2 to 1000 (Lambda API reference, ScalingConfig).
  reserved_batches = var.recorder.reserved_concurrency > 0 ? max(2, min(var.recorder.reserved_concurrency, 1000)) : null
  batches_at_once  = coalesce(var.recorder.maximum_concurrency, local.reserved_batches, 5)
}

# Encrypted like the dead-letter queue behind it: a message that is moved there stays encrypted as it
# was (SQS developer guide, "Encryption at rest"), and must be read while the customer key is disabled.
resource "aws_sqs_queue" "events" {
  name                       = "${var.name}-events"
  sqs_managed_sse_enabled    = true
  message_retention_seconds  = 1209600
  max_message_size           = var.queue_message_bytes
  visibility_timeout_seconds = 6 * var.recorder.timeout_seconds + local.batching_seconds
  policy                     = jsonencode(local.queue_policies.events)
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.recorder_dead_letter.arn
    maxReceiveCount     = var.retry.queue_maximum_deliveries
  })
}

resource "aws_lambda_event_source_mapping" "events" {
  event_source_arn                   = aws_sqs_queue.events.arn
  function_name                      = aws_lambda_function.recorder.arn
  batch_size                         = 100
  maximum_batching_window_in_seconds = local.batching_seconds
  function_response_types            = ["ReportBatchItemFailures"]
  tags                               = var.tags
  depends_on                         = [aws_iam_role_policy.recorder]

  # A batch that the function's reserved concurrency, or the account's, refuses counts as a delivery:
  # without a bound, events nobody failed on would become dead letters.
  scaling_config {
    maximum_concurrency = local.batches_at_once
  }
}

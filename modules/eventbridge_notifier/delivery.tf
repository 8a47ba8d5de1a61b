# delivery = "queue": a queue between the rules and the recorder.

resource "aws_sqs_queue" "events" {
  count = local.through_queue ? 1 : 0

  name                       = "${var.name}-events"
  kms_master_key_id          = module.key.arn
  message_retention_seconds  = 1209600
  max_message_size           = var.queue_message_bytes
  visibility_timeout_seconds = 6 * var.recorder.timeout_seconds # Lambda developer guide: six times
  policy                     = jsonencode(local.queue_policies.events)
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.recorder_dead_letter.arn
    maxReceiveCount     = var.retry.queue_maximum_deliveries
  })
}

resource "aws_lambda_event_source_mapping" "events" {
  count = local.through_queue ? 1 : 0

  event_source_arn                   = aws_sqs_queue.events[0].arn
  function_name                      = aws_lambda_function.recorder.arn
  batch_size                         = 25
  maximum_batching_window_in_seconds = 1
  function_response_types            = ["ReportBatchItemFailures"]
  tags                               = var.tags
  depends_on                         = [aws_iam_role_policy.recorder]
}

# A rule for each watch. for_each stands on the module call: on the resources it is quadratic.

locals {
  recorder_target = local.through_queue ? aws_sqs_queue.events.arn : aws_lambda_function.recorder.arn

  stack_of_rules = {
    name            = var.name
    tags            = var.tags
    retry           = var.retry
    recorder        = { arn = local.recorder_target, dead_letter_arn = aws_sqs_queue.dead_letter.arn }
    undelivered_arn = aws_sqs_queue.undelivered.arn
  }
}

module "watch" {
  source   = "./watch"
  for_each = var.watches

  # What arrives before its target may be called would be a dead letter, or unheard. Queues and topics
  # have their policies in them. Safe for plans only as long as ./watch reads no data.
  depends_on = [
    aws_lambda_permission.rules,
    aws_lambda_function_event_invoke_config.recorder,
    aws_lambda_event_source_mapping.events,
  ]

  stack = local.stack_of_rules
  watch = merge(each.value, { name = each.key })
}

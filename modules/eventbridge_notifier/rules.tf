# A rule for each watch. for_each stands on the module call: on the resources it is quadratic.

locals {
  recorder_target = local.through_queue ? aws_sqs_queue.events.arn : aws_lambda_function.recorder.arn

  rules = { name = var.name, tags = var.tags, checked = terraform_data.watches.id }

  # What arrives before its target may be called would be a dead letter, or unheard: targets wait for what
  # they need. Queues and topics have their policies in them. With depends_on on the module call, each rule
  # and each target of a thousand watches would wait for each of these by itself, and plans take longer.
  targets = {
    retry           = var.retry
    recorder        = { arn = local.recorder_target, dead_letter_arn = aws_sqs_queue.dead_letter.arn }
    undelivered_arn = aws_sqs_queue.undelivered.arn
    awaited = concat(values(aws_lambda_permission.rules)[*].id, [
      aws_lambda_function_event_invoke_config.recorder.id,
      aws_lambda_event_source_mapping.events.id,
    ])
  }
}

module "watch" {
  source   = "./watch"
  for_each = var.watches

  rules   = local.rules
  targets = local.targets
  watch   = merge(each.value, { name = each.key })
}

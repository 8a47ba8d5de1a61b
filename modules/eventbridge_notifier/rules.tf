# A rule for each watch. for_each stands on the module call: on the resources it is quadratic.

locals {
  recorder_target = local.through_queue ? aws_sqs_queue.events.arn : aws_lambda_function.recorder.arn

  notify_targets = {
    for name, watch in var.watches : name => {
      for told in watch.notify : "notify-${told}" => {
        arn             = contains(local.webhook_names, told) ? aws_cloudwatch_event_api_destination.webhook[told].arn : aws_sns_topic.notify[told].arn
        role_arn        = contains(local.webhook_names, told) ? aws_iam_role.webhooks[0].arn : null
        dead_letter_arn = aws_sqs_queue.undelivered.arn

        # A topic gets a line in quotes for each line, a webhook one JSON object.
        input = {
          paths = local.message_paths[name]
          template = (
            contains(local.webhook_names, told)
            ? "{\"${local.webhook_field[told]}\":\"${join("\\n", local.message_lines[name])}\"}"
            : join("\n", [for line in local.message_lines[name] : "\"${line}\""])
          )
        }
      }
    } if length(watch.notify) > 0
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
    aws_iam_role_policy.webhooks,
  ]

  rule  = merge(each.value, { name = "${var.name}-${each.key}", tags = var.tags })
  retry = var.retry

  recorder = {
    arn             = local.recorder_target
    dead_letter_arn = aws_sqs_queue.dead_letter.arn

    # Not jsonencode of the whole: that would turn the placeholder into text.
    input_template = join("", [
      "{\"watch\":", jsonencode(each.key), ",\"severity\":", jsonencode(each.value.severity),
      ",\"record\":", jsonencode(each.value.record), ",\"event\":<aws.events.event.json>}",
    ])
  }

  targets = merge(lookup(local.notify_targets, each.key, {}), {
    for id, target in each.value.extra_targets : "extra-${id}" => {
      arn             = target.arn
      role_arn        = target.role_arn
      dead_letter_arn = aws_sqs_queue.undelivered.arn
    }
  })
}

# A rule for each watch. for_each stands on the module call: on the resources it is quadratic.

locals {
  recorder_target = local.through_queue ? one(aws_sqs_queue.events[*].arn) : aws_lambda_function.recorder.arn
}

module "watch" {
  source   = "./watch"
  for_each = var.watches

  name  = "${var.name}-${each.key}"
  rule  = each.value
  retry = var.retry
  tags  = var.tags

  recorder = {
    arn             = local.recorder_target
    dead_letter_arn = aws_sqs_queue.dead_letter.arn

    # Not jsonencode of the whole: that would turn the placeholder into text.
    input_template = join("", [
      "{\"watch\":", jsonencode(each.key), ",\"severity\":", jsonencode(each.value.severity),
      ",\"record\":", jsonencode(each.value.record), ",\"event\":<aws.events.event.json>}",
    ])
  }

  topics          = { for topic in each.value.notify : topic => merge({ arn = aws_sns_topic.notify[topic].arn }, local.messages[each.key]) }
  extra_targets   = each.value.extra_targets
  undelivered_arn = one(aws_sqs_queue.undelivered[*].arn)
}

# Topics: the notifier publishes to them itself, since a rule's target can set no subject.

locals {
  topic_names = setsubtract(
    concat(keys(var.topics), var.alarm_topics, local.told),
    local.webhook_names,
  )

  topic_channels = {
    for name in local.topic_names : name => {
      kind      = contains([for one in values(try(var.topics[name].subscriptions, {})) : one.protocol], "email") ? "email" : "sns"
      topic_arn = aws_sns_topic.notify[name].arn
    }
  }

  subscriptions = merge([
    for topic, told in var.topics : {
      for name, one in told.subscriptions : "${topic}/${name}" => merge(one, { topic = topic })
    }
  ]...)
}

resource "aws_sns_topic" "notify" {
  for_each = local.topic_names

  name              = "${var.name}-${each.key}"
  kms_master_key_id = module.key.arn
  tags              = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "RefuseWithoutTLS"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sns:Publish"
          Resource  = "${local.sns_arn}-${each.key}"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ],
      contains(var.alarm_topics, each.key) ? [
        {
          Sid       = "AlarmsTell"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = "${local.sns_arn}-${each.key}"
          Condition = {
            ArnLike      = { "aws:SourceArn" = local.alarm_arns }
            StringEquals = { "aws:SourceAccount" = local.account }
          }
        },
      ] : [],
    )
  })
}

resource "aws_sns_topic_subscription" "notify" {
  for_each = local.subscriptions

  topic_arn = aws_sns_topic.notify[each.value.topic].arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint

  # What a subscriber does not take, in the end. SNS would drop it unseen.
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.undelivered.arn })
}

# Topics that tell people of matches.

locals {
  topic_names = toset(concat(keys(var.topics), var.alarm_topics, flatten([for watch in values(var.watches) : watch.notify])))

  subscriptions = merge([
    for topic, told in var.topics : {
      for name, one in told.subscriptions : "${topic}/${name}" => merge(one, { topic = topic })
    }
  ]...)

  console = lookup({
    aws-cn     = "console.amazonaws.cn"
    aws-us-gov = "console.amazonaws-us-gov.com"
  }, local.partition, "${local.region}.console.aws.amazon.com")
  console_link = "https://${local.console}/dynamodbv2/home?region=${local.region}#item-explorer?table=${local.table_name}"

  # EventBridge puts values into a template as they are: a quote in one would break the message,
  # and whoever wrote that quote would go unnoticed. So only fields that AWS itself writes.
  message_paths = {
    account = "$.account"
    event   = "$.id"
    region  = "$.region"
    time    = "$.time"
  }

  messages = {
    for name, watch in var.watches : name => join("\n", [for line in [
      "${upper(coalesce(watch.severity, "info"))}: ${name}",
      # Letters, digits and harmless signs: what else a description holds could end the line.
      trimspace(replace(replace(coalesce(watch.description, "An event that is watched for."), "/[^\\pL\\pM\\pN .,:;!?()=+_@#%*-]+/", " "), "/ +/", " ")),
      "account <account>, region <region>, <time>, event <event>",
      "Records: ${local.console_link}",
    ] : "\"${line}\""])
    if length(watch.notify) > 0
  }
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
        {
          Sid       = "RulesTell"
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = "${local.sns_arn}-${each.key}"
          Condition = { ArnLike = { "aws:SourceArn" = local.rule_arns } }
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
}

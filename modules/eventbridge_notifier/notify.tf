# Topics that tell people of matches.

locals {
  topic_names = setsubtract(
    concat(keys(var.topics), var.alarm_topics, flatten([for watch in values(var.watches) : watch.notify])),
    local.webhook_names,
  )

  subscriptions = merge([
    for topic, told in var.topics : {
      for name, one in told.subscriptions : "${topic}/${name}" => merge(one, { topic = topic })
    }
  ]...)

  console_domain = lookup({
    aws-cn     = "console.amazonaws.cn"
    aws-eusc   = "console.amazonaws-eusc.eu"
    aws-us-gov = "console.amazonaws-us-gov.com"
  }, local.partition, "console.aws.amazon.com")

  # Which watches are for CloudTrail's events alone, that nobody but AWS can send.
  from_cloudtrail = {
    for name, pattern in { for name, watch in var.watches : name => jsondecode(watch.event_pattern) if length(watch.notify) > 0 } :
    name => try(alltrue(concat(
      [length(pattern.source) > 0, length(pattern["detail-type"]) > 0],
      [for source in pattern.source : startswith(try(source.prefix, source), "aws.") && !startswith(try(source.prefix, source), "aws.partner/")],
      [for source in pattern.source : !startswith("aws.partner/", source.prefix) if can(source.prefix)],
      [for kind in pattern["detail-type"] : endswith(kind, " via CloudTrail")],
    )), false)
  }

  # EventBridge puts values into a template as they are: a quote in one would break the message,
  # and whoever wrote that quote would go unnoticed. So only fields that AWS itself writes.
  message_paths = {
    for name, cloudtrail in local.from_cloudtrail : name => merge({
      account = "$.account"
      event   = cloudtrail ? "$.detail.eventID" : "$.id"
      region  = "$.region"
      time    = "$.time"
    }, cloudtrail ? { what = "$.detail.eventName" } : {})
  }

  record_link = "https://${local.region}.${local.console_domain}/dynamodbv2/home?region=${local.region}#edit-item?itemMode=2&pk=<event>&route=ROUTE_ITEM_EXPLORER&table=${local.table_name}&sk="
  event_link  = "https://<region>.${local.console_domain}/cloudtrailv2/home?region=<region>#/events/<event>"

  message_lines = {
    for name, watch in var.watches : name => compact([
      "${upper(coalesce(watch.severity, "info"))}: ${name}",
      # Letters, digits and harmless signs: what else a description holds could end the line.
      trimspace(replace(replace(coalesce(watch.description, "An event that is watched for."), "/[^\\pL\\pM\\pN .,:;!?()=+_@#%*-]+/", " "), "/ +/", " ")),
      "${local.from_cloudtrail[name] ? "<what> in " : ""}account <account>, region <region>, <time>",
      local.from_cloudtrail[name] ? "Event: ${local.event_link}" : "Event: <event>",
      "Record: ${local.record_link}${name}",
    ]) if length(watch.notify) > 0
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
          # No condition: EventBridge takes none in a topic's policy (user guide, "Using
          # resource-based policies", Amazon SNS permissions). docs/security.md: what that leaves open.
          Sid       = "RulesTell"
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = "${local.sns_arn}-${each.key}"
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

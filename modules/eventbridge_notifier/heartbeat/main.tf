# The function that looks for the beats: it makes a call that reads, counts the places that are silent, and
# puts that number as a metric. Whatever fails on the way, the metric is missing, and the alarm rings.

locals {
  at        = "${var.place.region}:${var.place.account}"
  function  = "${var.name}-heartbeat"
  rule_arn  = "arn:${var.place.partition}:events:${local.at}:rule/${var.name}-heartbeat"
  namespace = "eventbridge-notifier"

  statements = [
    {
      Sid      = "CallThatReads"
      Effect   = "Allow"
      Action   = "events:DescribeRule"
      Resource = local.rule_arn
    },
    {
      Sid      = "FindBeats"
      Effect   = "Allow"
      Action   = "dynamodb:Query"
      Resource = "${var.table_arn}/index/by_watch_shard"
    },
    {
      # CloudWatch has no resources to name here.
      Sid      = "Measure"
      Effect   = "Allow"
      Action   = "cloudwatch:PutMetricData"
      Resource = "*"
      Condition = {
        StringEquals = { "cloudwatch:namespace" = local.namespace }
      }
    },
    {
      Sid      = "Decrypt"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = var.kms_key_arn
      Condition = {
        StringLike = { "kms:ViaService" = "dynamodb.${var.place.region}.*" }
      }
    },
  ]
}

module "function" {
  source = "../scheduled"

  name        = local.function
  description = "Counts the places of ${var.name} whose heartbeat has not come home"
  place       = var.place
  kms_key_arn = var.kms_key_arn
  tags        = var.tags

  code = {
    zip             = coalesce(var.function.zip, "${path.module}/../heartbeat.zip")
    handler         = "heartbeat.handler.handle"
    memory_mb       = 256
    timeout_seconds = 60
  }

  environment = {
    PERIOD     = tostring(var.minutes * 60)
    PLACES     = join(",", var.places)
    RULE       = "${var.name}-heartbeat"
    SHARDS     = tostring(var.shards)
    STACK      = var.name
    TABLE_NAME = var.table_name

    # Places are known by what they sent within a day; where they are named, by their names.
    WINDOW = tostring(length(var.places) > 2 ? 3 * var.minutes * 60 : max(86400, 3 * var.minutes * 60))
  }

  clock = {
    name        = "${var.name}_heartbeat_clock" # rules of watches have a hyphen here
    description = "Looks for the heartbeats of ${var.name}"
    schedule    = "rate(${var.minutes} minutes)"
    target_id   = "heartbeat"
  }

  # The heartbeat's rule knows the role by the beginning of its name.
  role = {
    name        = "${local.function}-reader-${var.place.region}"
    policy_name = "look"
    statements  = jsonencode(local.statements)
  }

  function = {
    runtime                 = var.function.runtime
    architecture            = var.function.architecture
    vpc                     = var.function.vpc
    code_signing_config_arn = var.function.code_signing_config_arn
    permissions_boundary    = var.function.permissions_boundary
    log_retention_days      = var.function.log_retention_days
  }
}

# One alarm for all places: one for each would cost as much as all the rest.
resource "aws_cloudwatch_metric_alarm" "silence" {
  alarm_name          = "${var.name}-silence"
  alarm_description   = "Heartbeats have not come home, or nobody looked: eventbridge-notifier health names the places."
  namespace           = local.namespace
  metric_name         = "SilentPlaces"
  dimensions          = { Stack = var.name }
  statistic           = "Maximum"
  period              = var.minutes * 60
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = var.function.alarm_actions
  ok_actions          = var.function.alarm_actions
  tags                = var.tags
}

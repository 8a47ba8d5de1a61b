# What CloudTrail logged, held against the table on a schedule: `eventbridge-notifier reconcile` as a
# function. It only reads, and puts one metric.

locals {
  reconciles      = var.reconcile.enabled
  reconcile_name  = "${var.name}-reconcile"
  reconcile_files = var.create_trail # or else Event history

  reconcile_statements = concat(
    [
      {
        # None of these takes a resource that would narrow it; the last looks who changed rule and trail.
        Sid    = "Lists"
        Effect = "Allow"
        Action = concat(
          ["cloudtrail:DescribeTrails", "cloudtrail:LookupEvents", "events:ListEventBuses", "events:ListRules", "sqs:ListQueues"],
          local.reconcile_files ? [] : ["ec2:DescribeRegions"],
        )
        Resource = "*"
      },
      {
        Sid      = "Rules"
        Effect   = "Allow"
        Action   = ["events:ListTagsForResource", "events:ListTargetsByRule"]
        Resource = local.rule_arns
      },
      {
        Sid      = "Recorder"
        Effect   = "Allow"
        Action   = "lambda:GetFunctionConfiguration"
        Resource = local.function_arn
      },
      {
        Sid      = "Records"
        Effect   = "Allow"
        Action   = "dynamodb:BatchGetItem"
        Resource = aws_dynamodb_table.this.arn
      },
      {
        # CloudWatch has no resources to name here.
        Sid       = "Measure"
        Effect    = "Allow"
        Action    = "cloudwatch:PutMetricData"
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = local.recorder_metrics.namespace } }
      },
      {
        Sid       = "Decrypt"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = module.key.arn
        Condition = { StringEquals = { "kms:ViaService" = [local.via.dynamodb, local.via.lambda, local.via.s3] } }
      },
    ],
    local.reconcile_files ? [
      {
        Sid      = "FindFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = local.trail_bucket_arn
      },
      {
        Sid      = "ReadFiles"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${local.trail_bucket_arn}/AWSLogs/*"
      },
    ] : [],
    length(var.packed.rules) > 0 ? [
      {
        Sid      = "PackedWatches"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${local.spill_bucket_arn}/packed/*"
      },
    ] : [],
  )
}

module "reconcile" {
  source = "./scheduled"
  count  = local.reconciles ? 1 : 0

  name        = local.reconcile_name
  description = "Holds what CloudTrail logged against the records of ${var.name}"
  place       = { partition = local.partition, region = local.region, account = local.account }
  kms_key_arn = module.key.arn
  tags        = var.tags

  # A whole core, and as long as a function may take.
  code = {
    zip             = coalesce(var.reconcile.signed_zip, "${path.module}/reconcile.zip")
    handler         = "eventbridge_notifier.console.reconcile.handler.handle"
    memory_mb       = 1769
    timeout_seconds = 900
  }

  environment = {
    ACCOUNTS = join(",", var.reconcile.accounts)
    HOURS    = tostring(var.reconcile.hours)
    REGIONS  = join(",", var.reconcile.regions)
    SOURCE   = local.reconcile_files ? "trail" : "event-history"
    STACK    = var.name
  }

  # Rules of watches have a hyphen where the clock has none.
  clock = {
    name        = "${var.name}_reconcile_clock"
    description = "Reconciles the records of ${var.name}"
    schedule    = var.reconcile.hours == 1 ? "rate(1 hour)" : "rate(${var.reconcile.hours} hours)"
    target_id   = "reconcile"
  }

  role = {
    name        = "${local.reconcile_name}-${local.region}"
    policy_name = "compare"
    statements  = jsonencode(local.reconcile_statements)
  }

  function = {
    runtime                 = var.recorder.runtime
    architecture            = var.recorder.architecture
    vpc                     = var.recorder.vpc
    code_signing_config_arn = var.recorder.code_signing_config_arn
    permissions_boundary    = var.permissions_boundary
    log_retention_days      = var.log_retention_days
  }
}

# It stays until a run finds nothing missing.
resource "aws_cloudwatch_metric_alarm" "missing" {
  count = local.reconciles ? 1 : 0

  alarm_name          = "${var.name}-missing"
  alarm_description   = "CloudTrail logged events of watches that are not recorded: eventbridge-notifier reconcile names them and, with --yes, records them."
  namespace           = local.recorder_metrics.namespace
  metric_name         = "MissingRecords"
  dimensions          = local.recorder_metrics.dimensions
  statistic           = "Maximum"
  period              = var.reconcile.hours * 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "not_reconciled" {
  count = local.reconciles ? 1 : 0

  alarm_name          = "${var.name}-not-reconciled"
  alarm_description   = "What CloudTrail logged could not be held against the records of ${var.name}: the log of ${local.reconcile_name} says why."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = module.reconcile[0].function_name }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  tags                = var.tags
}

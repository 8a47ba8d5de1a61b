# The trail, without which no API call becomes an event.

locals {
  trail_logs  = var.create_trail && var.trail.cloudwatch_logs
  trail_topic = var.create_trail && var.trail.topic

  # Whose files lie in the bucket: an organization's trail writes those of its members too.
  trail_owners = concat([local.trail_owner], var.trail.organization ? [var.organization_id] : [])
}

resource "aws_cloudtrail" "this" {
  count      = var.create_trail ? 1 : 0
  depends_on = [aws_iam_role_policy.trail_logs]

  name           = var.name
  s3_bucket_name = module.trail_bucket[0].name
  kms_key_id     = module.key.arn
  sns_topic_name = one(aws_sns_topic.trail[*].name)
  tags           = var.tags

  is_multi_region_trail         = true
  is_organization_trail         = var.trail.organization
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true

  cloud_watch_logs_group_arn = local.trail_logs ? "${aws_cloudwatch_log_group.trail[0].arn}:*" : null
  cloud_watch_logs_role_arn  = one(aws_iam_role.trail_logs[*].arn)

  dynamic "advanced_event_selector" {
    for_each = local.trail_selectors

    content {
      name = advanced_event_selector.key

      dynamic "field_selector" {
        for_each = advanced_event_selector.value

        content {
          field           = field_selector.value.field
          equals          = field_selector.value.equals
          starts_with     = field_selector.value.starts_with
          not_starts_with = field_selector.value.not_starts_with
        }
      }
    }
  }

  dynamic "insight_selector" {
    for_each = toset(var.trail.insights)

    content {
      insight_type = insight_selector.value
    }
  }
}

module "trail_bucket" {
  source = "./bucket"
  count  = local.stays.trail_bucket ? 1 : 0

  name          = "${var.name}-trail-${local.account}-${local.region}"
  partition     = local.partition
  kms_key_arn   = module.key.arn
  bucket_key    = false # CloudTrail's encryption context, which the key's policy asks for, names the trail
  expiration    = { files = { prefix = "AWSLogs/", days = var.trail.retention_days } }
  access_logs   = local.access_logs.trail
  replication   = var.replication
  force_destroy = var.force_destroy
  tags          = var.tags

  statements = jsonencode([
    {
      Sid       = "TrailReadsAcl"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = local.trail_bucket_arn
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    },
    {
      Sid       = "TrailWrites"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = [for owner in local.trail_owners : "${local.trail_bucket_arn}/AWSLogs/${owner}/*"]
      Condition = {
        StringEquals = {
          "aws:SourceArn" = local.trail_arn
          "s3:x-amz-acl"  = "bucket-owner-full-control"
        }
      }
    },
  ])
}

resource "aws_cloudwatch_log_group" "trail" {
  count = local.stays.trail_logs ? 1 : 0

  name              = local.trail_log_group
  retention_in_days = var.log_retention_days
  kms_key_id        = module.key.arn
  tags              = var.tags
}

resource "aws_iam_role" "trail_logs" {
  count = local.trail_logs ? 1 : 0

  name                 = "${var.name}-trail-logs-${local.region}"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  # No aws:SourceArn here: CloudTrail documents it for bucket, key and topic, not for this role.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # IAM knows no regions, so the name says which. A role that has another name keeps it.
  lifecycle {
    ignore_changes = [name]
  }
}

resource "aws_iam_role_policy" "trail_logs" {
  count = local.trail_logs ? 1 : 0

  name = "write"
  role = aws_iam_role.trail_logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = [for owner in local.trail_owners : "${aws_cloudwatch_log_group.trail[0].arn}:log-stream:${owner}_*"]
    }]
  })
}

resource "aws_sns_topic" "trail" {
  count = local.trail_topic ? 1 : 0

  name              = local.trail_topic_name
  kms_master_key_id = module.key.arn
  tags              = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TrailTells"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.trail_topic_arn
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
      {
        Sid       = "RefuseWithoutTLS"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = local.trail_topic_arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

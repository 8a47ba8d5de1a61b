# One customer key for everything. Its policy gives each service what it needs to work on its own,
# and the account's people only what they do by way of a service.

locals {
  kms_key_arn = var.create_key ? aws_kms_key.this[0].arn : var.kms_key_arn

  # Services that use the key in the name of whoever calls them.
  key_services = ["dynamodb", "lambda", "logs", "s3", "sns", "sqs"]

  account_root = "arn:${local.partition}:iam::${local.account}:root"

  key_log_groups = concat(
    [local.function_log_group],
    var.create_trail && var.trail.cloudwatch_logs ? [local.trail_log_group] : [],
  )
  # EventBridge names neither rule nor account to KMS (SNS developer guide, "key management"): what
  # it may do is bound to the queue and topic instead.
  key_queues = concat(
    [local.dead_letter_arn],
    local.has_undelivered ? [local.undelivered_arn] : [],
    local.through_queue ? [local.delivery_arn] : [],
  )
  key_topics = [for topic in local.topic_names : "${local.sns_arn}-${topic}"]

  key_statements = concat(
    [
      {
        Sid       = "Administration"
        Effect    = "Allow"
        Principal = { AWS = local.account_root }
        Action = [
          "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*",
          "kms:DisableKey", "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation",
          "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
          "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
        ]
        Resource = "*"
      },
      {
        Sid       = "PeopleByWayOfServices"
        Effect    = "Allow"
        Principal = { AWS = local.account_root }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          StringEquals = {
            "kms:CallerAccount" = local.account
            "kms:ViaService"    = [for service in local.key_services : "${service}.${local.region}.amazonaws.com"]
          }
        }
      },
      {
        Sid       = "GrantsForServices"
        Effect    = "Allow"
        Principal = { AWS = local.account_root }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = {
          Bool = { "kms:GrantIsForAWSResource" = "true" }
          StringEquals = {
            "kms:CallerAccount" = local.account
            "kms:ViaService"    = [for service in ["dynamodb", "lambda"] : "${service}.${local.region}.amazonaws.com"]
          }
        }
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnEquals = {
            "kms:EncryptionContext:aws:logs:arn" = [for group in local.key_log_groups : "arn:${local.partition}:logs:${local.place}:log-group:${group}"]
          }
        }
      },
      {
        Sid       = "EventsToQueues"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = {
          StringEquals = { "kms:EncryptionContext:aws:sqs:arn" = local.key_queues }
        }
      },
    ],
    local.key_trail_statements,
    local.key_topic_statements,
  )

  key_trail_statements = concat(
    var.create_trail ? [
      {
        # Decrypt: the bucket has a bucket key (CloudTrail user guide, "key policies").
        Sid       = "Trail"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          StringEquals = {
            "aws:SourceArn"                            = local.trail_arn
            "kms:EncryptionContext:aws:cloudtrail:arn" = local.trail_arn
          }
        }
      },
      {
        Sid       = "TrailFindsKey"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
    ] : [],
    var.create_trail && var.trail.topic ? [
      {
        Sid       = "TrailTellsTopic"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          StringEquals = {
            "aws:SourceArn"                          = local.trail_arn
            "kms:EncryptionContext:aws:sns:topicArn" = "${local.sns_arn}-trail"
          }
        }
      },
    ] : [],
  )

  key_topic_statements = concat(
    length(local.topic_names) > 0 ? [
      {
        Sid       = "EventsToTopics"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          StringEquals = { "kms:EncryptionContext:aws:sns:topicArn" = local.key_topics }
        }
      },
    ] : [],
    length(var.alarm_topics) > 0 ? [
      {
        Sid       = "AlarmsToTopics"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          ArnLike      = { "aws:SourceArn" = local.alarm_arns }
          StringEquals = { "aws:SourceAccount" = local.account }
        }
      },
    ] : [],
  )
}

resource "aws_kms_key" "this" {
  count = var.create_key ? 1 : 0

  description             = "${var.name}: records, queues, topics, logs and the trail"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = local.key_statements })
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  count = var.create_key ? 1 : 0

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this[0].key_id
}

# One customer key for everything. Its policy gives each service what it needs to work on its own,
# and the account's people what they do by way of a service; nobody decrypts with it directly.

module "key" {
  source = "./key"

  name       = var.name
  create     = local.stays.key
  arn        = var.kms_key_arn
  statements = local.key_policy
  tags       = var.tags
}

locals {
  key_policy = jsonencode([
    for sid, statement in local.key_statements : merge({ Sid = sid, Effect = "Allow", Resource = "*" }, statement)
    if lookup(local.key_needed, sid, true)
  ])

  account_root = "arn:${local.partition}:iam::${local.account}:root"
  via          = { for service in concat(["dynamodb", "lambda", "logs", "s3", "sns", "sqs"], local.beats ? ["scheduler"] : []) : service => "${service}.${local.region}.${local.domain}" }

  # The domain in the name of CloudWatch Logs as a principal, where it is another (Terraform's AWS
  # provider, names.go, ServicePrincipalNameForPartition); other services are *.amazonaws.com anywhere.
  logs_domain = lookup({
    aws-cn    = "amazonaws.com.cn"
    aws-iso   = "c2s.ic.gov"
    aws-iso-b = "sc2s.sgov.gov"
  }, local.partition, "amazonaws.com")

  key_log_groups = concat([local.function_log_group], local.notifies ? ["/aws/lambda/${var.name}-notifier"] : [], local.beats ? ["/aws/lambda/${var.name}-heartbeat"] : [], local.reconciles ? ["/aws/lambda/${local.reconcile_name}"] : [], local.stays.trail_logs ? [local.trail_log_group] : [])
  key_queues     = [local.undelivered_arn]

  # Statements that only some stacks need.
  key_needed = {
    Trail               = var.create_trail
    TrailOfAnyRegion    = var.create_trail
    TrailWritesFiles    = var.create_trail
    TrailFindsKey       = var.create_trail
    TrailTellsTopic     = local.trail_topic
    TopicsToQueues      = length(local.subscriptions) > 0
    TopicsToTheseQueues = length(local.subscriptions) > 0
    AlarmsToTopics      = length(var.alarm_topics) > 0
  }

  key_statements = {
    Administration = {
      Principal = { AWS = local.account_root }
      Action = [
        "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*",
        "kms:DisableKey", "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation",
        "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ]
    }
    PeopleByWayOfServices = {
      Principal = { AWS = local.account_root }
      Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      Condition = {
        StringEquals = { "kms:CallerAccount" = local.account, "kms:ViaService" = values(local.via) }
      }
    }
    GrantsForServices = {
      Principal = { AWS = local.account_root }
      Action    = "kms:CreateGrant"
      Condition = {
        Bool         = { "kms:GrantIsForAWSResource" = "true" }
        StringEquals = { "kms:CallerAccount" = local.account, "kms:ViaService" = [local.via.dynamodb, local.via.lambda] }
      }
    }
    Logs = {
      Principal = { Service = "logs.${local.region}.${local.logs_domain}" }
      Action    = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      Condition = {
        ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = [for group in local.key_log_groups : "arn:${local.partition}:logs:${local.place}:log-group:${group}"] }
      }
    }
    # What EventBridge and SNS name to KMS differs by guide: the queue or topic as encryption context (SNS
    # developer guide, "Key management"), or the rule as aws:SourceArn. Either will do.
    EventsFromRules = {
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Condition = { ArnLike = { "aws:SourceArn" = local.rule_arns } }
    }
    TopicsToQueues = {
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Condition = { ArnLike = { "aws:SourceArn" = "${local.sns_arn}-*" } }
    }
    TopicsToTheseQueues = {
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Condition = { StringEquals = { "kms:EncryptionContext:aws:sqs:arn" = local.key_queues } }
    }
    EventsToQueues = {
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Condition = { StringEquals = { "kms:EncryptionContext:aws:sqs:arn" = local.key_queues } }
    }
    AlarmsToTopics = {
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Condition = {
        ArnLike      = { "aws:SourceArn" = local.alarm_arns }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }
    # The trail is named as aws:SourceArn, as encryption context with any region (CloudTrail user guide,
    # "Granting encrypt permissions"), and for digest files perhaps by their bucket alone: any will do.
    Trail = {
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "kms:GenerateDataKey*"
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    }
    TrailOfAnyRegion = {
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "kms:GenerateDataKey*"
      Condition = {
        StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:${local.partition}:cloudtrail:*:${local.trail_owner}:trail/${var.name}" }
      }
    }
    TrailWritesFiles = {
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "kms:GenerateDataKey*"
      Condition = {
        StringLike = { "kms:EncryptionContext:aws:s3:arn" = "${coalesce(local.trail_bucket_arn, "none")}/*" }
      }
    }
    TrailFindsKey = {
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "kms:DescribeKey"
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    }
    # By way of SNS: AWS names no condition of the trail's for this; the topic's policy has one.
    TrailTellsTopic = {
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Condition = {
        StringEquals = { "kms:EncryptionContext:aws:sns:topicArn" = local.trail_topic_arn }
      }
    }
  }
}

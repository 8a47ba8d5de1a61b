# The key that seals sessions, and encrypts the logs and the function's environment. The records' own key
# lets nobody decrypt directly, and stays so.

locals {
  # As in eventbridge_notifier, key.tf.
  logs_domain = lookup({
    aws-cn    = "amazonaws.com.cn"
    aws-iso   = "c2s.ic.gov"
    aws-iso-b = "sc2s.sgov.gov"
  }, local.partition, "amazonaws.com")

  root         = "arn:${local.partition}:iam::${local.account}:root"
  lambda       = "lambda.${local.region}.${data.aws_partition.current.dns_suffix}"
  session_keys = { "kms:EncryptionContext:eventbridge-notifier-console" = var.name }
}

resource "aws_kms_key" "this" {
  description             = "${local.function}: sessions and logs"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administration"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Resource  = "*"
        Action = [
          "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*",
          "kms:DisableKey", "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation",
          "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
          "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
        ]
      },
      {
        Sid       = "FunctionSealsSessions"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Resource  = "*"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Condition = {
          ArnEquals    = { "aws:PrincipalArn" = aws_iam_role.this.arn }
          StringEquals = local.session_keys
        }
      },
      {
        Sid       = "EnvironmentByWayOfLambda"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Resource  = "*"
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"]
        Condition = {
          StringEquals = { "kms:CallerAccount" = local.account, "kms:ViaService" = local.lambda }
        }
      },
      {
        Sid       = "GrantsForLambda"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Resource  = "*"
        Action    = "kms:CreateGrant"
        Condition = {
          Bool         = { "kms:GrantIsForAWSResource" = "true" }
          StringEquals = { "kms:CallerAccount" = local.account, "kms:ViaService" = local.lambda }
        }
      },
      {
        Sid       = "PeopleReadLogs"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Resource  = "*"
        Action    = "kms:Decrypt"
        Condition = {
          StringEquals = { "kms:CallerAccount" = local.account, "kms:ViaService" = "logs.${local.region}.${data.aws_partition.current.dns_suffix}" }
        }
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.${local.logs_domain}" }
        Resource  = "*"
        Action    = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Condition = {
          ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = [for group in [local.function_logs, local.access_logs] : "arn:${local.partition}:logs:${local.place}:log-group:${group}"] }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${local.function}"
  target_key_id = aws_kms_key.this.key_id
}

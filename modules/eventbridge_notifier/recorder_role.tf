# What the recorder may do: put items, put objects, write its log, leave dead letters, and read the watches
# of packed rules.

locals {
  recorder_statements = concat(
    [
      {
        Sid      = "Record"
        Effect   = "Allow"
        Action   = ["dynamodb:PartiQLInsert", "dynamodb:PutItem"]
        Resource = aws_dynamodb_table.this.arn
      },
      {
        Sid      = "Spill"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = ["${local.spill_bucket_arn}/events/*", "${local.spill_bucket_arn}/aws/lambda/async/${local.function_name}/*"]
      },
      {
        Sid      = "FindBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = local.spill_bucket_arn
      },
      {
        Sid      = "LeaveDeadLetters"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = local.recorder_dead_letter_arn
      },
      {
        Sid      = "Decrypt"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = module.key.arn
        Condition = {
          StringEquals = { "kms:ViaService" = local.via.dynamodb }
        }
      },
      {
        Sid      = "Encrypt"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = module.key.arn
        Condition = {
          StringEquals = { "kms:ViaService" = local.via.s3 }
        }
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.recorder.arn}:*"
      },
      {
        # X-Ray has no resources to name.
        Sid      = "Trace"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = "*"
      },
      {
        Sid      = "TakeFromQueue"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = local.delivery_arn
      },
    ],
    # Not a condition before the list: its statements are of different types.
    [for statement in [
      {
        Sid      = "ReadPackedWatches"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = "${local.spill_bucket_arn}/${local.packed_key}"
      },
      {
        Sid      = "FindOlderVersions"
        Effect   = "Allow"
        Action   = "s3:ListBucketVersions"
        Resource = local.spill_bucket_arn
        Condition = {
          StringEquals = { "s3:prefix" = local.packed_key }
        }
      },
      {
        Sid      = "DecryptPackedWatches"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = module.key.arn
        Condition = {
          StringEquals = { "kms:ViaService" = local.via.s3 }
        }
      },
    ] : statement if local.is_packed],
    var.recorder.vpc != null ? [
      {
        # Lambda makes the interfaces before there is an ARN to name.
        Sid    = "StandInVpc"
        Effect = "Allow"
        Action = [
          "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
    ] : [],
  )
}

resource "aws_iam_role" "recorder" {
  name                 = "${local.function_name}-${local.region}"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # IAM knows no regions, so the name says which. A role that has another name keeps it.
  lifecycle {
    ignore_changes = [name]
  }
}

resource "aws_iam_role_policy" "recorder" {
  name   = "record"
  role   = aws_iam_role.recorder.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.recorder_statements })
}

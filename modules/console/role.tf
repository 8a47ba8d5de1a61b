# What the function may do: what `eventbridge-notifier console --print-policy` prints, which reads alone;
# and what it needs to stand: its key, its log, and the client's secret where there is one.

locals {
  bucket_arn = "arn:${local.partition}:s3:::${var.records.spill_bucket_name}"
  key_region = split(":", var.records.kms_key_arn)[3]
  domain     = data.aws_partition.current.dns_suffix

  # generator/eventbridge_notifier/console/policy.py has the same; a test holds one against the other.
  reading = [
    {
      Sid      = "Records"
      Effect   = "Allow"
      Action   = ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:DescribeTable"]
      Resource = [var.records.table_arn, "${var.records.table_arn}/index/*"]
    },
    {
      # Large events, packed watches, who is told.
      Sid      = "Files"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = [for folder in ["events", "packed", "notifier"] : "${local.bucket_arn}/${folder}/*"]
    },
    {
      Sid      = "Alerts"
      Effect   = "Allow"
      Action   = ["dynamodb:Scan"]
      Resource = ["arn:${local.partition}:dynamodb:${local.place}:table/${var.name}-alert-state"]
    },
    {
      Sid      = "Rules"
      Effect   = "Allow"
      Action   = ["events:ListTargetsByRule", "events:ListTagsForResource"]
      Resource = [for path in ["", "*/"] : "arn:${local.partition}:events:${local.place}:rule/${path}${var.name}-*"]
    },
    {
      Sid      = "Recorder"
      Effect   = "Allow"
      Action   = ["lambda:GetFunctionConfiguration", "lambda:GetFunctionConcurrency"]
      Resource = concat([var.records.recorder_function_arn], [for part in ["notifier", "heartbeat"] : "arn:${local.partition}:lambda:${local.place}:function:${var.name}-${part}"])
    },
    {
      Sid      = "Senders"
      Effect   = "Allow"
      Action   = ["events:DescribeEventBus"]
      Resource = [for bus in ["default", var.name] : "arn:${local.partition}:events:${local.place}:event-bus/${bus}"]
    },
    {
      Sid    = "DeadLetters"
      Effect = "Allow"
      Action = ["sqs:GetQueueAttributes"]
      Resource = [
        "arn:${local.partition}:sqs:${local.place}:${var.name}-dead-letter*",
        "arn:${local.partition}:sqs:*:${local.account}:${var.name}-dead-letter-forward",
        "arn:${local.partition}:sqs:${local.place}:${var.name}-undelivered",
      ]
    },
    {
      Sid      = "Topics"
      Effect   = "Allow"
      Action   = ["sns:ListSubscriptionsByTopic"]
      Resource = ["arn:${local.partition}:sns:${local.place}:*"]
    },
    {
      Sid       = "FailedInvokes"
      Effect    = "Allow"
      Action    = ["s3:ListBucket"]
      Resource  = [local.bucket_arn]
      Condition = { StringLike = { "s3:prefix" = "aws/lambda/*" } }
    },
    {
      Sid      = "Trails"
      Effect   = "Allow"
      Action   = ["cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"]
      Resource = ["arn:${local.partition}:cloudtrail:*:*:trail/*"]
    },
    {
      Sid    = "Lists"
      Effect = "Allow"
      Action = [
        "events:ListEventBuses", "events:ListRules", "sqs:ListQueues", "cloudtrail:DescribeTrails",
        "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics",
      ]
      Resource = ["*"]
    },
    {
      Sid      = "Decrypt"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = [var.records.kms_key_arn]
      Condition = {
        StringEquals = { "kms:ViaService" = [for service in ["dynamodb", "s3", "lambda"] : "${service}.${local.key_region}.${local.domain}"] }
      }
    },
    {
      Sid      = "KeyPolicy"
      Effect   = "Allow"
      Action   = ["kms:GetKeyPolicy"]
      Resource = [var.records.kms_key_arn]
    },
  ]

  standing = concat(
    [
      {
        Sid       = "SealSessions"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = local.session_keys }
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.function.arn}:*"
      },
      {
        Sid      = "LeaveWhatFailed"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = local.failed_arn
      },
      {
        # X-Ray has no resources to name.
        Sid      = "Trace"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = "*"
      },
    ],
    var.sign_in.client_secret_arn == null ? [] : [
      {
        Sid      = "ReadClientSecret"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = var.sign_in.client_secret_arn
      },
    ],
    var.sign_in.client_secret_key_arn == null ? [] : [
      {
        Sid      = "DecryptClientSecret"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.sign_in.client_secret_key_arn
        Condition = {
          StringEquals = { "kms:ViaService" = "secretsmanager.${local.region}.${local.domain}" }
        }
      },
    ],
    var.function.vpc == null ? [] : [
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
    ],
  )
}

resource "aws_iam_role" "this" {
  name                 = "${local.function}-${local.region}"
  permissions_boundary = var.function.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "show"
  role   = aws_iam_role.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(local.reading, local.standing) })
}

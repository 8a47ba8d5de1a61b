# What the notifier may do: read the stream, keep its state, put alerts on their bus, publish to the
# topics of channels, read its configuration and spilled events, and leave what it gave up.

locals {
  topics = [for channel in values(var.channels) : channel.topic_arn if channel.topic_arn != null]

  statements = concat(
    [
      {
        Sid      = "ReadStream"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
        Resource = var.table.stream_arn
      },
      {
        Sid      = "KeepState"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
        Resource = [local.state_arn, "${local.state_arn}/index/by_due"]
      },
      {
        Sid      = "PutAlerts"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = local.bus_arn
        Condition = {
          StringEquals = { "events:source" = "eventbridge-notifier" }
        }
      },
      {
        Sid      = "ReadConfigAndSpilledEvents"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = ["${var.bucket.arn}/notifier/*", "${var.bucket.arn}/events/*"]
      },
      {
        Sid      = "LeaveWhatFailed"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${var.bucket.arn}/aws/lambda/*"
      },
      {
        Sid      = "FindBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = var.bucket.arn
      },
      {
        Sid      = "LeaveFailedTicks"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.failed.arn
      },
      {
        Sid      = "UseKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = var.kms_key_arn
        Condition = {
          StringLike = { "kms:ViaService" = [for service in ["dynamodb", "s3", "sns"] : "${service}.${var.place.region}.*"] }
        }
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.this.arn}:*"
      },
      {
        # X-Ray has no resources to name.
        Sid      = "Trace"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = "*"
      },
    ],
    var.function.vpc != null ? [
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
    length(local.topics) > 0 ? [
      {
        Sid      = "Publish"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = local.topics
      },
    ] : [],
  )
}

resource "aws_iam_role" "this" {
  name                 = "${local.function}-${var.place.region}"
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
  name   = "notify"
  role   = aws_iam_role.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}

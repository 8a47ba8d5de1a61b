# What the function may do: read its own rule, query one index, put one metric, write its log.

locals {
  statements = concat(
    [
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
      {
        Sid      = "LeaveWhatFailed"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.failed.arn
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
  )
}

# The heartbeat's rule knows the role by the beginning of its name.
resource "aws_iam_role" "this" {
  name                 = "${local.function}-reader-${var.place.region}"
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
  name   = "look"
  role   = aws_iam_role.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}

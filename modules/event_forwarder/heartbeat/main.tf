# A heartbeat of one region and account: a schedule makes a call that changes nothing, on a queue of the
# stack's. TagQueue with the tag that Terraform has given the queue too: a management call that writes, of
# which CloudTrail tells, without drift and without effect.

locals {
  role_name = "${var.name}-heartbeat-${var.place.region}"
}

resource "aws_scheduler_schedule" "this" {
  name                = "${var.name}-heartbeat"
  description         = "A call that changes nothing: its event must come home"
  schedule_expression = "rate(${var.minutes} minutes)"
  kms_key_arn         = var.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${var.place.partition}:scheduler:::aws-sdk:sqs:tagQueue"
    role_arn = aws_iam_role.this.arn
    input    = jsonencode({ QueueUrl = var.queue.url, Tags = { Heartbeat = var.name } })

    # The next one comes soon.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 1
    }
  }

  # A call that is not allowed is not made again.
  depends_on = [aws_iam_role_policy.this]
}

resource "aws_iam_role" "this" {
  name                 = local.role_name
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.place.account } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "beat"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Effect    = "Allow"
        Action    = "sqs:TagQueue"
        Resource  = var.queue.arn
        Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["Heartbeat"] } }
      }],
      var.kms_key_arn == null ? [] : [{
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.kms_key_arn
        Condition = { StringLike = { "kms:ViaService" = "scheduler.${var.place.region}.*" } }
      }],
    )
  })
}

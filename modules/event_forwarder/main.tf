# Rules of one region and account that send what they match to the bus at home. One hop: what has
# come from elsewhere goes no further.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  place     = "${local.region}:${local.account}"

  rule_arn = "arn:${local.partition}:events:${local.place}:rule/${var.name}-*"
}

module "rule" {
  source   = "./rule"
  for_each = var.watches

  rule            = merge(each.value, { name = "${var.name}-${each.key}", tags = var.tags })
  home_bus_arn    = var.home_bus_arn
  role_arn        = aws_iam_role.forward.arn
  dead_letter_arn = aws_sqs_queue.dead_letter.arn
  retry           = var.retry

  # What EventBridge is not allowed to do it does not try again: it goes to the dead-letter queue.
  depends_on = [aws_iam_role_policy.forward]
}

resource "aws_iam_role" "forward" {
  name                 = "${var.name}-forward-${local.region}"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = local.rule_arn }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }]
  })
}

resource "aws_iam_role_policy" "forward" {
  name = "forward"
  role = aws_iam_role.forward.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = var.home_bus_arn
    }]
  })
}

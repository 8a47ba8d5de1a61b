# Rules of one region and account that send what they match to the bus at home. One hop: what has
# come from elsewhere goes no further.

locals {
  rule_arn = "arn:${local.partition}:events:${local.place}:rule/${var.name}-*"
}

module "rule" {
  source   = "./rule"
  for_each = merge(var.watches, local.heartbeat_rule)

  rule            = merge(each.value, { name = "${var.name}-${each.key}", tags = var.tags, checked = terraform_data.watches.id })
  home_bus_arn    = var.home_bus_arn
  role_arn        = aws_iam_role.forward.arn
  dead_letter_arn = aws_sqs_queue.dead_letter.arn
  retry           = var.retry

  # What EventBridge is not allowed to do it does not try again: it goes to the dead-letter queue.
  depends_on = [aws_iam_role_policy.forward]
}

# Changes with the set of rules: after the new ones stand, and before the old ones go, since those are to be
# created before they are destroyed. So no event falls between, such as from exact rules to coarse ones.
resource "terraform_data" "standing" {
  input      = sort(keys(merge(var.watches, local.heartbeat_rule)))
  depends_on = [module.rule]
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

  # Name and place are kept: place.tf.
  lifecycle {
    ignore_changes = [name]
  }
}

# Of another name for another bus: while the targets move from one bus to the other, the role may send to
# both. Rules wait for it: it is here that another place than home is asked for, whose rules have the same
# names. Whatever else asked would wait for home's bus, and the queue after it for half a minute more.
resource "aws_iam_role_policy" "forward" {
  name = "forward-${substr(sha256(var.home_bus_arn), 0, 8)}"
  role = aws_iam_role.forward.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = var.home_bus_arn
    }]
  })

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = !strcontains(var.home_bus_arn, ":events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:")
      error_message = "home_bus_arn names a bus of ${data.aws_region.current.id} in account ${data.aws_caller_identity.current.account_id}, where this forwarder would stand too: it would overwrite the rules of the stack at home. Give this module the provider of another region or account: providers = { aws = aws.us_east_1 }."
    }
  }
}

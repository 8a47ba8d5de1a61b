# One watch with as many targets as a rule takes: table, topic, webhook, queue and another bus.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.76, < 7.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "webhook" {
  type = string
}

# Does every target take events, or none but the table?
variable "open" {
  type    = bool
  default = true
}

data "aws_caller_identity" "current" {}

module "notifier" {
  source = "./modules/eventbridge_notifier"

  deletion_protection = false
  force_destroy       = true
  create_trail        = false

  topics   = { ops = { subscriptions = { inbox = { protocol = "sqs", endpoint = aws_sqs_queue.inbox.arn } } } }
  webhooks = { chat = { url = var.webhook, key = "secret" } }

  watches = {
    orders = {
      event_pattern = jsonencode({ source = ["shop"] })
      description   = "Orders that \"matter\" <much>"
      severity      = "high"
      notify        = ["ops", "chat"]
      extra_targets = {
        queue = { arn = aws_sqs_queue.orders.arn }
        bus   = { arn = aws_cloudwatch_event_bus.other.arn, role_arn = aws_iam_role.forward.arn }
      }
    }
  }
}

resource "aws_sqs_queue" "inbox" {
  name = "inbox"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = var.open ? "Allow" : "Deny", Principal = { Service = "events.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}

resource "aws_cloudwatch_event_bus" "other" {
  name = "other"
}

resource "aws_iam_role" "forward" {
  name = "forward"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "forward" {
  name = "forward"
  role = aws_iam_role.forward.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = var.open ? "Allow" : "Deny", Action = "events:PutEvents", Resource = aws_cloudwatch_event_bus.other.arn }]
  })
}

resource "aws_cloudwatch_event_rule" "other" {
  name           = "all"
  event_bus_name = aws_cloudwatch_event_bus.other.name
  event_pattern  = jsonencode({ source = ["shop"] })
}

resource "aws_cloudwatch_event_target" "other" {
  rule           = aws_cloudwatch_event_rule.other.name
  event_bus_name = aws_cloudwatch_event_bus.other.name
  target_id      = "inbox"
  arn            = aws_sqs_queue.other.arn
}

resource "aws_sqs_queue" "other" {
  name = "other"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}

output "table_name" {
  value = module.notifier.table_name
}

output "topic_arns" {
  value = module.notifier.topic_arns
}

# A stack with every option that the sandbox can play, applied by test_everything.py.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "logs" {
  bucket        = "everything-access-logs"
  force_destroy = true
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "log-delivery-write"
}

resource "aws_sqs_queue" "mine" {
  for_each = toset(["told", "copied"])

  name = each.value
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["events.amazonaws.com", "sns.amazonaws.com"] }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-west-1:123456789012:${each.value}"
    }]
  })
}

resource "aws_cloudwatch_event_bus" "shop" {
  name = "shop"
}

module "notifier" {
  source = "../modules/eventbridge_notifier"

  name = "everything"

  watches = {
    order = {
      event_pattern = jsonencode({ source = ["shop"], detail = { total = [{ numeric = [">", 100] }] } })
      description   = "An \"order\" <of> more than 100"
      severity      = "high"
      record        = { total = "total" }
      notify        = ["ops"]
      extra_targets = { copy = { arn = aws_sqs_queue.mine["copied"].arn } }
    }
    refund = {
      event_pattern  = jsonencode({ source = ["shop"] })
      event_bus_name = aws_cloudwatch_event_bus.shop.name
    }
  }

  delivery       = "queue"
  archive        = { enabled = true }
  topics         = { ops = { subscriptions = { me = { protocol = "sqs", endpoint = aws_sqs_queue.mine["told"].arn } } } }
  alarm_topics   = ["ops"]
  access_logs    = { bucket = aws_s3_bucket_acl.logs.bucket }
  trail          = { data_resources = ["AWS::S3::Object"] }
  retention_days = 30
  event_format   = "compressed"
  tags           = { team = "security" }

  deletion_protection = false
  force_destroy       = true
}

output "undelivered_queue_url" {
  description = "What topics and further targets did not take."
  value       = module.notifier.undelivered_queue_url
}

# What `make smoke-aws-deep` applies: one watch for events that the smoke test sends itself, with a topic,
# a webhook, an archive, a forwarder in another region, and every failure sink.

terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.76, < 7.0"
    }
  }
}

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "other"
  region = var.other_region
}

locals {
  # Events fail for good at once, so that the test need not wait for retries.
  retry = { maximum_age_seconds = 60, maximum_attempts = 0 }

  watches = {
    smoke = {
      event_pattern = jsonencode({ source = [var.name] })
      record        = { number = "number" }
      notify        = ["told", "hook"]
    }
  }
}

module "notifier" {
  source = "../../../modules/eventbridge_notifier"

  name         = var.name
  watches      = local.watches
  delivery     = var.delivery
  retry        = merge(local.retry, { function_retry_attempts = 0 })
  archive      = { enabled = true, retention_days = 1 }
  topics       = { told = { subscriptions = { queue = { protocol = "sqs", endpoint = aws_sqs_queue.told.arn } } } }
  alarm_topics = ["told"]
  webhooks     = { hook = { url = var.webhook } }

  trail = { topic = true, cloudwatch_logs = true }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "forwarder" {
  source    = "../../../modules/event_forwarder"
  providers = { aws = aws.other }

  name         = var.name
  watches      = { smoke = { event_pattern = local.watches.smoke.event_pattern } }
  home_bus_arn = module.notifier.event_bus_arn
  retry        = local.retry
}

# Who is told: the test reads the messages here.
resource "aws_sqs_queue" "told" {
  name                    = "${var.name}-told"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_policy" "told" {
  queue_url = aws_sqs_queue.told.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.told.arn
      Condition = { ArnEquals = { "aws:SourceArn" = module.notifier.topic_arns["told"] } }
    }]
  })
}

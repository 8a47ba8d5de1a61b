# A call of this place's own that must come home: its event takes the way of all others.

locals {
  heartbeat_tags = var.heartbeat.enabled ? { Heartbeat = var.name } : {}

  # The role is named after the stack, and may do nothing else.
  heartbeat_rule = var.heartbeat.enabled ? {
    heartbeat = {
      description = "Calls of ${var.name}'s heartbeat"
      state       = "ENABLED"
      event_pattern = jsonencode({
        source        = ["aws.sqs"]
        "detail-type" = ["AWS API Call via CloudTrail"]
        detail = {
          eventName    = ["TagQueue"]
          userIdentity = { sessionContext = { sessionIssuer = { userName = [{ prefix = "${var.name}-heartbeat-" }] } } }
        }
      })
    }
  } : {}
}

module "heartbeat" {
  source = "./heartbeat"
  count  = var.heartbeat.enabled ? 1 : 0

  name                 = var.name
  minutes              = var.heartbeat.minutes
  queue                = { url = aws_sqs_queue.dead_letter.url, arn = local.dead_letter_arn }
  place                = { partition = local.partition, region = local.region, account = local.account }
  kms_key_arn          = var.heartbeat.kms_key_arn
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

# Where events wait that could not be recorded. `eventbridge-notifier redrive` empties all of it.

locals {
  has_undelivered = length(local.subscriptions) > 0 || local.notifies || anytrue([for watch in values(var.watches) : length(watch.extra_targets) > 0])

  queue_arns = {
    dead_letter          = local.dead_letter_arn
    recorder_dead_letter = local.recorder_dead_letter_arn
    undelivered          = local.undelivered_arn
    events               = local.delivery_arn
  }

  refuse_without_tls = {
    for queue, arn in local.queue_arns : queue => {
      Sid       = "RefuseWithoutTLS"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
  }

  # Who sends to a queue: the stack's rules; to the recorder's own, its role. A message becomes a record
  # without further questions, so everybody else is refused, also those whose policies say otherwise. A
  # negated test holds where its key is absent, and only services have aws:SourceArn (IAM user guide,
  # "IAM JSON policy elements: Condition operators" and "AWS global condition context keys").
  others = {
    dead_letter          = { "aws:SourceArn" = local.rule_arns }
    recorder_dead_letter = { "aws:PrincipalArn" = [local.recorder_role_arn] }
    undelivered          = { "aws:SourceArn" = concat(local.rule_arns, [local.alert_rule_arns, "${local.sns_arn}-*"]) }
    events               = { "aws:SourceArn" = local.rule_arns }
  }

  # The services of those who send; a role needs no statement here.
  senders = {
    dead_letter          = ["events.amazonaws.com"]
    recorder_dead_letter = []
    undelivered          = ["events.amazonaws.com", "sns.amazonaws.com"]
    events               = ["events.amazonaws.com"]
  }

  refuse_others = {
    for queue, arn in local.queue_arns : queue => {
      Sid       = "RefuseOthers"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = arn
      Condition = { ArnNotLike = local.others[queue] }
    }
  }

  queue_policies = {
    for queue, arn in local.queue_arns : queue => {
      Version = "2012-10-17"
      Statement = concat(
        [local.refuse_without_tls[queue], local.refuse_others[queue]],
        length(local.senders[queue]) == 0 ? [] : [{
          Sid       = "RulesSend"
          Effect    = "Allow"
          Principal = { Service = local.senders[queue] }
          Action    = "sqs:SendMessage"
          Resource  = arn
          Condition = { ArnLike = local.others[queue] }
        }],
      )
    }
  }
}

# The two dead-letter queues, and the one before the recorder, are encrypted with a key of SQS, not
# with the customer key: while that one is disabled, table and bucket refuse, and what they refuse must
# wait somewhere.

# What EventBridge could not hand over: the bare event, its rule in the attribute RULE_ARN.
resource "aws_sqs_queue" "dead_letter" {
  name                      = "${var.name}-dead-letter"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
  max_message_size          = var.queue_message_bytes
  policy                    = jsonencode(local.queue_policies.dead_letter)
  tags                      = merge(var.tags, local.heartbeat_tags)
}

# What the recorder failed on.
resource "aws_sqs_queue" "recorder_dead_letter" {
  name                      = "${var.name}-dead-letter-recorder"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
  max_message_size          = var.queue_message_bytes
  policy                    = jsonencode(local.queue_policies.recorder_dead_letter)
  tags                      = var.tags
}

# What topics and further targets did not take. The record itself is not concerned.
resource "aws_sqs_queue" "undelivered" {
  name                      = "${var.name}-undelivered"
  kms_master_key_id         = module.key.arn
  message_retention_seconds = 1209600
  max_message_size          = var.queue_message_bytes
  policy                    = jsonencode(local.queue_policies.undelivered)
  tags                      = var.tags
}

# events/: events that no item holds. aws/lambda/async/: invokes that failed, whatever their size.
module "spill_bucket" {
  source = "./bucket"

  name          = "${var.name}-spill-${local.account}-${local.region}"
  partition     = local.partition
  kms_key_arn   = module.key.arn
  expiration    = var.retention_days > 0 ? { events = { prefix = "events/", days = var.retention_days } } : {}
  access_logs   = local.access_logs.spill
  replication   = var.replication
  force_destroy = var.force_destroy
  tags          = var.tags

  # Not below packed/: an event may wait longer than its watches change.
  noncurrent_prefixes = ["aws/", "events/", "notifier/"]
}

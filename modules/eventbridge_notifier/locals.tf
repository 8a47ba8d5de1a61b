# Names and ARNs. Those of queues and topics are spelt out, so that a policy can stand inside the
# resource it protects.

locals {
  table_name    = coalesce(var.table_name, var.name)
  function_name = "${var.name}-recorder"
  function_arn  = "arn:${local.partition}:lambda:${local.place}:function:${local.function_name}"

  # Spelt out, so that a plan shows the policies that name it.
  recorder_role_arn = "arn:${local.partition}:iam::${local.account}:role/${aws_iam_role.recorder.name}"

  # The management account owns what CloudTrail's delegate makes for the organization (CloudTrail user
  # guide, "Organization delegated administrator"): the trail's ARN has that account.
  trail_owner = coalesce(var.trail.owner_account_id, local.account)
  trail_arn   = "arn:${local.partition}:cloudtrail:${local.region}:${local.trail_owner}:trail/${var.name}"

  function_log_group = "/aws/lambda/${local.function_name}"
  trail_log_group    = "/aws/cloudtrail/${var.name}"

  # Rules on the default bus, and on others.
  rule_arns = [
    "arn:${local.partition}:events:${local.place}:rule/${var.name}-*",
    "arn:${local.partition}:events:${local.place}:rule/*/${var.name}-*",
  ]

  # Rules of channels, on the bus of alerts.
  alert_rule_arns = "arn:${local.partition}:events:${local.place}:rule/${var.name}-alerts/${var.name}_alerts-*"

  sqs_arn = "arn:${local.partition}:sqs:${local.place}:${var.name}"
  sns_arn = "arn:${local.partition}:sns:${local.place}:${var.name}"

  # Topics of notify have a hyphen here, so none of them can be this one.
  trail_topic_name = "${var.name}_trail"
  trail_topic_arn  = "arn:${local.partition}:sns:${local.place}:${local.trail_topic_name}"

  dead_letter_arn          = "${local.sqs_arn}-dead-letter"
  recorder_dead_letter_arn = "${local.sqs_arn}-dead-letter-recorder"
  undelivered_arn          = "${local.sqs_arn}-undelivered"
  delivery_arn             = "${local.sqs_arn}-events"

  trail_bucket_arn = try(module.trail_bucket[0].plain_arn, null)
  spill_bucket_arn = module.spill_bucket.plain_arn
  access_logs = {
    for bucket in ["trail", "spill"] : bucket => var.access_logs == null ? null : {
      bucket = var.access_logs.bucket
      prefix = "${var.access_logs.prefix}${var.name}-${bucket}/"
    }
  }

  # A module cannot see the provider's version: whoever says 1 MiB has one that makes such queues.
  through_queue = var.delivery == null ? var.queue_message_bytes == 1048576 : var.delivery == "queue"
}

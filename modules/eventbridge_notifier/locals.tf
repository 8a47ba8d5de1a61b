# Names and ARNs. Those of queues and topics are spelt out, so that a policy can stand inside the
# resource it protects.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  domain    = data.aws_partition.current.dns_suffix # of the services' addresses
  region    = data.aws_region.current.id
  place     = "${local.region}:${local.account}"

  table_name    = coalesce(var.table_name, var.name)
  function_name = "${var.name}-recorder"
  function_arn  = "arn:${local.partition}:lambda:${local.place}:function:${local.function_name}"

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

  sqs_arn = "arn:${local.partition}:sqs:${local.place}:${var.name}"
  sns_arn = "arn:${local.partition}:sns:${local.place}:${var.name}"

  # Topics of notify have a hyphen here, so none of them can be this one.
  trail_topic_name = "${var.name}_trail"
  trail_topic_arn  = "arn:${local.partition}:sns:${local.place}:${local.trail_topic_name}"

  dead_letter_arn          = "${local.sqs_arn}-dead-letter"
  recorder_dead_letter_arn = "${local.sqs_arn}-dead-letter-recorder"
  undelivered_arn          = "${local.sqs_arn}-undelivered"
  delivery_arn             = "${local.sqs_arn}-events"

  trail_bucket_arn = "arn:${local.partition}:s3:::${var.name}-trail-${local.account}-${local.region}"
  spill_bucket_arn = "arn:${local.partition}:s3:::${var.name}-spill-${local.account}-${local.region}"
  access_logs = {
    for bucket in ["trail", "spill"] : bucket => var.access_logs == null ? null : {
      bucket = var.access_logs.bucket
      prefix = "${var.access_logs.prefix}${var.name}-${bucket}/"
    }
  }

  through_queue = var.delivery == "queue"
}

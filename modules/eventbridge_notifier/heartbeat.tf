# The heartbeat at home: a call that writes and, from the function that looks for the beats, one that reads.

locals {
  beats          = var.heartbeat.enabled
  heartbeat_tags = local.beats ? { Heartbeat = var.name } : {}
  heartbeat_keep = 2 # days of a beat's record

  # Beats of this region come by the default bus, those of others by the bus that receives.
  heartbeat_buses = local.beats ? merge({ default = "default" }, local.has_own_bus ? { own = var.name } : {}) : {}

  # The roles may do nothing else; what they are called is all that is asked for.
  heartbeat_pattern = jsonencode({
    source        = ["aws.events", "aws.sqs"]
    "detail-type" = ["AWS API Call via CloudTrail"]
    detail = {
      eventName    = ["DescribeRule", "TagQueue"]
      userIdentity = { sessionContext = { sessionIssuer = { userName = [{ prefix = "${var.name}-heartbeat-" }] } } }
    }
  })

  heartbeat_home   = "${local.account}/${local.region}"
  heartbeat_places = [for place in var.heartbeat.places : strcontains(place, "/") ? place : "${local.account}/${place}"]
}

module "heartbeat" {
  source = "../event_forwarder/heartbeat"
  count  = local.beats ? 1 : 0

  name                 = var.name
  minutes              = var.heartbeat.minutes
  queue                = { url = aws_sqs_queue.dead_letter.url, arn = local.dead_letter_arn }
  place                = { partition = local.partition, region = local.region, account = local.account }
  kms_key_arn          = module.key.arn
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

module "silence" {
  source = "./heartbeat"
  count  = local.beats ? 1 : 0

  name        = var.name
  place       = { partition = local.partition, region = local.region, account = local.account }
  table_arn   = aws_dynamodb_table.this.arn
  table_name  = aws_dynamodb_table.this.name
  kms_key_arn = module.key.arn
  minutes     = var.heartbeat.minutes
  places      = concat([local.heartbeat_home, "${local.heartbeat_home} (reads)"], local.heartbeat_places)
  shards      = max(var.shards.watch, coalesce(var.read_shards.watch, var.shards.watch))
  tags        = var.tags

  function = {
    runtime                 = var.recorder.runtime
    architecture            = var.recorder.architecture
    vpc                     = var.recorder.vpc
    zip                     = var.heartbeat.signed_zip
    code_signing_config_arn = var.recorder.code_signing_config_arn
    permissions_boundary    = var.permissions_boundary
    log_retention_days      = var.log_retention_days
    alarm_actions           = local.alarm_actions
  }
}

resource "aws_cloudwatch_event_rule" "heartbeat" {
  for_each = local.heartbeat_buses

  name           = "${var.name}-heartbeat"
  description    = "Calls of the heartbeat: each must become a record"
  event_bus_name = each.key == "own" ? aws_cloudwatch_event_bus.own[0].name : each.value
  event_pattern  = local.heartbeat_pattern
  state          = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" # one of the calls reads
  tags           = var.tags
}

resource "aws_cloudwatch_event_target" "heartbeat" {
  for_each = local.heartbeat_buses

  rule           = aws_cloudwatch_event_rule.heartbeat[each.key].name
  event_bus_name = each.key == "own" ? aws_cloudwatch_event_bus.own[0].name : each.value
  target_id      = "recorder"
  arn            = local.recorder_target

  # Not jsonencode: that would turn the placeholder into text. A beat is kept for so many days, and is in no
  # list but that of its watch.
  input_transformer {
    input_template = "{\"watch\":\"heartbeat\",\"severity\":\"info\",\"record\":{},\"beat\":${local.heartbeat_keep},\"event\":<aws.events.event.json>}"
  }

  retry_policy {
    maximum_event_age_in_seconds = var.retry.maximum_age_seconds
    maximum_retry_attempts       = var.retry.maximum_attempts
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_letter.arn
  }

  depends_on = [
    aws_lambda_permission.rules,
    aws_lambda_function_event_invoke_config.recorder,
    aws_lambda_event_source_mapping.events,
  ]
}

# Who is told: names of topics and of webhooks, each with its kind. How a message of a kind looks is said in
# eventbridge_notifier/alerts/channels: a renderer and a row each.

locals {
  told = distinct(flatten([
    [for watch in values(var.watches) : watch.notify],
    [for watch in values(var.packed.alerts) : watch.channels],
  ]))
  notifies = length(local.told) > 0

  channels = merge(local.topic_channels, local.webhook_channels)
}

module "alerts" {
  source = "./notifier"
  count  = local.notifies ? 1 : 0

  name          = var.name
  place         = { partition = local.partition, region = local.region, account = local.account }
  table         = { stream_arn = aws_dynamodb_table.this.stream_arn }
  bucket        = { name = module.spill_bucket.name, arn = module.spill_bucket.arn }
  kms_key_arn   = module.key.arn
  channels      = { for name in local.told : name => local.channels[name] }
  called        = setintersection(local.told, local.webhook_names)
  account_names = var.account_names
  quiet         = var.quiet
  page          = var.page
  retry         = var.retry
  tags          = var.tags

  policies = merge(var.packed.alerts, {
    for name, watch in var.watches : name => merge(watch.alert, {
      channels    = watch.notify
      severity    = watch.severity
      description = watch.description
    }) if length(watch.notify) > 0
  })

  function = {
    runtime                 = var.recorder.runtime
    architecture            = var.recorder.architecture
    vpc                     = var.recorder.vpc
    zip                     = var.notifier.signed_zip
    reserved_concurrency    = var.notifier.reserved_concurrency
    code_signing_config_arn = var.recorder.code_signing_config_arn
    permissions_boundary    = var.permissions_boundary
    log_retention_days      = var.log_retention_days
    alarm_actions           = local.alarm_actions
    undelivered_arn         = aws_sqs_queue.undelivered.arn
  }
}

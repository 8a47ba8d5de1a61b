# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

module "notifier" {
  source = "./modules/eventbridge_notifier"

  access_logs          = var.access_logs
  account_names        = var.account_names
  accounts             = var.accounts
  alarm_actions        = var.alarm_actions
  alarm_topics         = var.alarm_topics
  archive              = var.archive
  beside               = var.beside
  create_key           = var.create_key
  create_trail         = var.create_trail
  deletion_protection  = var.deletion_protection
  delivery             = var.delivery
  event_format         = var.event_format
  force_destroy        = var.force_destroy
  kms_key_arn          = var.kms_key_arn
  log_retention_days   = var.log_retention_days
  may_destroy          = var.may_destroy
  name                 = var.name
  old_indexes          = var.old_indexes
  organization_id      = var.organization_id
  permissions_boundary = var.permissions_boundary
  queue_message_bytes  = var.queue_message_bytes
  quiet                = var.quiet
  read_shards          = var.read_shards
  recorder             = var.recorder
  replication          = var.replication
  retention_days       = var.retention_days
  retry                = var.retry
  shards               = var.shards
  table_name           = var.table_name
  tags                 = var.tags
  topics               = var.topics
  trail                = var.trail
  watches              = var.watches
  webhooks             = var.webhooks
}

# A stack that called the module by its own path keeps what it has.

moved {
  from = aws_cloudtrail.this
  to   = module.notifier.aws_cloudtrail.this
}

moved {
  from = aws_cloudwatch_event_api_destination.webhook
  to   = module.notifier.aws_cloudwatch_event_api_destination.webhook
}

moved {
  from = aws_cloudwatch_event_archive.this
  to   = module.notifier.aws_cloudwatch_event_archive.this
}

moved {
  from = aws_cloudwatch_event_connection.webhook
  to   = module.notifier.aws_cloudwatch_event_connection.webhook
}

moved {
  from = aws_cloudwatch_event_permission.account
  to   = module.notifier.aws_cloudwatch_event_permission.account
}

moved {
  from = aws_cloudwatch_event_permission.organization
  to   = module.notifier.aws_cloudwatch_event_permission.organization
}

moved {
  from = aws_cloudwatch_log_group.recorder
  to   = module.notifier.aws_cloudwatch_log_group.recorder
}

moved {
  from = aws_cloudwatch_log_group.trail
  to   = module.notifier.aws_cloudwatch_log_group.trail
}

moved {
  from = aws_cloudwatch_metric_alarm.function
  to   = module.notifier.aws_cloudwatch_metric_alarm.function
}

moved {
  from = aws_cloudwatch_metric_alarm.queue
  to   = module.notifier.aws_cloudwatch_metric_alarm.queue
}

moved {
  from = aws_cloudwatch_metric_alarm.rules
  to   = module.notifier.aws_cloudwatch_metric_alarm.rules
}

moved {
  from = aws_dynamodb_table.this
  to   = module.notifier.aws_dynamodb_table.this
}

moved {
  from = aws_iam_role.recorder
  to   = module.notifier.aws_iam_role.recorder
}

moved {
  from = aws_iam_role.trail_logs
  to   = module.notifier.aws_iam_role.trail_logs
}

moved {
  from = aws_iam_role.webhooks
  to   = module.notifier.aws_iam_role.webhooks
}

moved {
  from = aws_iam_role_policy.recorder
  to   = module.notifier.aws_iam_role_policy.recorder
}

moved {
  from = aws_iam_role_policy.trail_logs
  to   = module.notifier.aws_iam_role_policy.trail_logs
}

moved {
  from = aws_iam_role_policy.webhooks
  to   = module.notifier.aws_iam_role_policy.webhooks
}

moved {
  from = aws_lambda_event_source_mapping.events
  to   = module.notifier.aws_lambda_event_source_mapping.events
}

moved {
  from = aws_lambda_function.recorder
  to   = module.notifier.aws_lambda_function.recorder
}

moved {
  from = aws_lambda_function_event_invoke_config.recorder
  to   = module.notifier.aws_lambda_function_event_invoke_config.recorder
}

moved {
  from = aws_lambda_permission.rules
  to   = module.notifier.aws_lambda_permission.rules
}

moved {
  from = aws_sns_topic.notify
  to   = module.notifier.aws_sns_topic.notify
}

moved {
  from = aws_sns_topic.trail
  to   = module.notifier.aws_sns_topic.trail
}

moved {
  from = aws_sns_topic_subscription.notify
  to   = module.notifier.aws_sns_topic_subscription.notify
}

moved {
  from = aws_sqs_queue.dead_letter
  to   = module.notifier.aws_sqs_queue.dead_letter
}

moved {
  from = aws_sqs_queue.events
  to   = module.notifier.aws_sqs_queue.events
}

moved {
  from = aws_sqs_queue.recorder_dead_letter
  to   = module.notifier.aws_sqs_queue.recorder_dead_letter
}

moved {
  from = aws_sqs_queue.undelivered
  to   = module.notifier.aws_sqs_queue.undelivered
}

moved {
  from = terraform_data.checks
  to   = module.notifier.terraform_data.checks
}

moved {
  from = terraform_data.kept
  to   = module.notifier.terraform_data.kept
}

moved {
  from = terraform_data.place
  to   = module.notifier.terraform_data.place
}

moved {
  from = module.key
  to   = module.notifier.module.key
}

moved {
  from = module.spill_bucket
  to   = module.notifier.module.spill_bucket
}

moved {
  from = module.trail_bucket
  to   = module.notifier.module.trail_bucket
}

moved {
  from = module.watch
  to   = module.notifier.module.watch
}

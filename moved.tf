# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

moved {
  from = aws_cloudtrail.this
  to   = module.notifier.aws_cloudtrail.this
}

moved {
  from = aws_cloudwatch_dashboard.this
  to   = module.notifier.aws_cloudwatch_dashboard.this
}

moved {
  from = aws_cloudwatch_event_api_destination.webhook
  to   = module.notifier.aws_cloudwatch_event_api_destination.webhook
}

moved {
  from = aws_cloudwatch_event_archive.forwarded
  to   = module.notifier.aws_cloudwatch_event_archive.forwarded
}

moved {
  from = aws_cloudwatch_event_archive.this
  to   = module.notifier.aws_cloudwatch_event_archive.this
}

moved {
  from = aws_cloudwatch_event_bus.own
  to   = module.notifier.aws_cloudwatch_event_bus.own
}

moved {
  from = aws_cloudwatch_event_bus_policy.own
  to   = module.notifier.aws_cloudwatch_event_bus_policy.own
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
  from = aws_cloudwatch_event_rule.forwarded
  to   = module.notifier.aws_cloudwatch_event_rule.forwarded
}

moved {
  from = aws_cloudwatch_event_rule.heartbeat
  to   = module.notifier.aws_cloudwatch_event_rule.heartbeat
}

moved {
  from = aws_cloudwatch_event_rule.packed
  to   = module.notifier.aws_cloudwatch_event_rule.packed
}

moved {
  from = aws_cloudwatch_event_target.heartbeat
  to   = module.notifier.aws_cloudwatch_event_target.heartbeat
}

moved {
  from = aws_cloudwatch_event_target.packed
  to   = module.notifier.aws_cloudwatch_event_target.packed
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
  from = aws_cloudwatch_metric_alarm.behind
  to   = module.notifier.aws_cloudwatch_metric_alarm.behind
}

moved {
  from = aws_cloudwatch_metric_alarm.forwarded
  to   = module.notifier.aws_cloudwatch_metric_alarm.forwarded
}

moved {
  from = aws_cloudwatch_metric_alarm.function
  to   = module.notifier.aws_cloudwatch_metric_alarm.function
}

moved {
  from = aws_cloudwatch_metric_alarm.missing
  to   = module.notifier.aws_cloudwatch_metric_alarm.missing
}

moved {
  from = aws_cloudwatch_metric_alarm.not_reconciled
  to   = module.notifier.aws_cloudwatch_metric_alarm.not_reconciled
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
  from = aws_iam_role_policy.recorder
  to   = module.notifier.aws_iam_role_policy.recorder
}

moved {
  from = aws_iam_role_policy.trail_logs
  to   = module.notifier.aws_iam_role_policy.trail_logs
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
  from = aws_s3_object.packed
  to   = module.notifier.aws_s3_object.packed
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
  from = terraform_data.receiving_bus
  to   = module.notifier.terraform_data.receiving_bus
}

moved {
  from = terraform_data.watches
  to   = module.notifier.terraform_data.watches
}

moved {
  from = module.alerts
  to   = module.notifier.module.alerts
}

moved {
  from = module.forwarded
  to   = module.notifier.module.forwarded
}

moved {
  from = module.heartbeat
  to   = module.notifier.module.heartbeat
}

moved {
  from = module.key
  to   = module.notifier.module.key
}

moved {
  from = module.reconcile
  to   = module.notifier.module.reconcile
}

moved {
  from = module.silence
  to   = module.notifier.module.silence
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

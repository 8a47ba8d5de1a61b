# What a stack is made of when nothing is asked for, and what each option changes.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  watches = {
    python38 = {
      event_pattern = "{\"source\":[\"aws.lambda\"]}"
      severity      = "high"
      record        = { functionName = "requestParameters.functionName" }
    }
  }
}

run "defaults" {
  assert {
    condition     = output.table_name == "eventbridge-notifier" && output.recorder_function_name == "eventbridge-notifier-recorder"
    error_message = "table and function have the names that the commands look for"
  }

  assert {
    condition     = aws_cloudtrail.this[0].is_multi_region_trail && aws_cloudtrail.this[0].enable_log_file_validation && aws_cloudtrail.this[0].enable_logging
    error_message = "the trail logs, in every region, with validation"
  }

  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled && aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.ttl[0].attribute_name == "expiresAt"
    error_message = "the table is protected, backed up, and forgets by expiresAt"
  }

  assert {
    condition = toset([for index in aws_dynamodb_table.this.global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"]) == toset([
      "by_day day time INCLUDE", "by_watch watch time INCLUDE", "by_day_shard dayShard time INCLUDE",
      "by_watch_shard watchShard time INCLUDE", "by_resource resourceShard time INCLUDE",
    ])
    error_message = "the table has the indexes that records are listed by, and those of older releases beside them"
  }

  assert {
    condition     = alltrue([for index in aws_dynamodb_table.this.global_secondary_index : length(index.non_key_attributes) == 9 if contains(["by_day", "by_watch"], index.name)])
    error_message = "a projection cannot change in place: the old indexes stay as they were"
  }

  assert {
    condition     = toset(keys(aws_lambda_permission.rules)) == toset(["default-bus", "other-buses"]) && alltrue([for one in values(aws_lambda_permission.rules) : one.source_account == null])
    error_message = "two permissions serve all rules, and none asks for an account"
  }

  assert {
    condition     = aws_lambda_permission.rules["default-bus"].source_arn == "arn:aws:events:eu-west-1:111122223333:rule/eventbridge-notifier-*"
    error_message = "only rules of this stack may invoke the recorder"
  }

  assert {
    condition     = length(aws_cloudwatch_event_archive.this) + length(aws_sns_topic.notify) + length(aws_cloudwatch_event_connection.webhook) == 0
    error_message = "what is not asked for is not made"
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.queue), values(aws_cloudwatch_metric_alarm.function), values(aws_cloudwatch_metric_alarm.rules)) : contains(alarm.alarm_actions, "arn:aws:sns:eu-west-1:111122223333:on-call")])
    error_message = "every alarm tells alarm_actions"
  }

  assert {
    condition     = length(setsubtract(["FailedInvocations", "InvocationsSentToDlq", "InvocationsFailedToBeSentToDlq"], keys(aws_cloudwatch_metric_alarm.rules))) == 0
    error_message = "failures of the rules raise an alarm"
  }
}

run "nobody_is_told" {
  command = plan
  variables { alarm_actions = [] }
  expect_failures = [check.somebody_is_told]
}

run "own_trail" {
  variables {
    create_trail = false
    may_change   = ["trail_bucket", "trail_logs"]
  }

  assert {
    condition     = output.trail_arn == null && output.trail_bucket_name == null && length(aws_cloudtrail.this) + length(aws_sns_topic.trail) + length(aws_iam_role.trail_logs) == 0
    error_message = "no second trail, and nothing of one"
  }

  assert {
    condition     = length([for one in jsondecode(module.key.policy).Statement : one if strcontains(jsonencode(one), "cloudtrail")]) == 0
    error_message = "the key knows no trail"
  }
}

run "lean_trail_with_data_events" {
  variables {
    may_change = ["trail_logs"]
    trail      = { cloudwatch_logs = false, topic = false, retention_days = 30, data_resources = ["AWS::S3::Object"] }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.trail) + length(aws_iam_role.trail_logs) + length(aws_sns_topic.trail) == 0 && aws_cloudtrail.this[0].sns_topic_name == null
    error_message = "the trail's extras can be left out"
  }

  assert {
    condition     = toset([for one in aws_cloudtrail.this[0].advanced_event_selector : one.name]) == toset(["AWS::S3::Object", "management"])
    error_message = "management events go on being logged beside data events"
  }
}

run "own_key" {
  variables {
    create_key  = false
    kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mine"
    may_change  = ["key"]
  }

  assert {
    condition     = output.kms_key_arn == "arn:aws:kms:eu-west-1:111122223333:key/mine" && module.key.policy == null
    error_message = "the given key is used, and none made"
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == var.kms_key_arn && aws_sqs_queue.dead_letter.sqs_managed_sse_enabled && aws_lambda_function.recorder.kms_key_arn == var.kms_key_arn
    error_message = "everything is encrypted with it, but for the queues in which events wait"
  }
}

run "records" {
  variables {
    table_name          = "mine"
    may_change          = ["table"]
    retention_days      = 90
    event_format        = "compressed"
    deletion_protection = false
    force_destroy       = true
    log_retention_days  = 30
  }

  assert {
    condition     = aws_dynamodb_table.this.name == "mine" && !aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "the table's name and protection are the caller's"
  }

  assert {
    condition = aws_lambda_function.recorder.environment[0].variables == tomap({
      TABLE_NAME = "mine", SPILL_BUCKET = module.spill_bucket.name, EVENT_FORMAT = "compressed", RETENTION_DAYS = "90",
      SHARDS     = "day=12,watch=12,resource=4", READ_SHARDS = "day=12,watch=12,resource=4", OLD_INDEXES = "true", PACKED_WATCHES = "",
    })
    error_message = "the recorder is told all of it"
  }

  assert {
    condition     = aws_cloudwatch_log_group.recorder.retention_in_days == 30 && aws_cloudwatch_log_group.trail[0].retention_in_days == 30
    error_message = "logs are kept as long as is said"
  }
}

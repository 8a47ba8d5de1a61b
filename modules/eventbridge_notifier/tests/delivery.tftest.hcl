# How events reach the recorder, and what else is told of them.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  watches = {
    plain = { event_pattern = "{\"source\":[\"aws.lambda\"]}" }
    told = {
      event_pattern  = "{\"source\":[\"aws.ec2\"]}"
      event_bus_name = "aws.partner/example.com/1"
      description    = "An \"instance\" <b>\\ is gone"
      severity       = "high"
      record         = { id2 = "a<b" }
      notify         = ["ops"]
      extra_targets  = { archive = { arn = "arn:aws:sqs:eu-west-1:111122223333:mine" } }
    }
  }
}

run "direct" {
  assert {
    condition     = local.recorder_target == aws_lambda_function.recorder.arn
    error_message = "rules hand events to the function"
  }

  assert {
    condition     = output.rule_arns["told"] == "arn:aws:events:eu-west-1:111122223333:rule/aws.partner/example.com/1/eventbridge-notifier-told" && output.rule_arns["plain"] == "arn:aws:events:eu-west-1:111122223333:rule/eventbridge-notifier-plain"
    error_message = "rules are named by bus, stack and watch"
  }
}

run "either_way" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.events.batch_size == 25 && length(aws_lambda_permission.rules) == 2
    error_message = "rules may invoke the function, and the queue is read, whatever delivery says: a change of it moves targets alone"
  }
}

run "queue" {
  variables {
    delivery            = "queue"
    queue_message_bytes = 262144
    recorder            = { timeout_seconds = 60 }
  }

  assert {
    condition     = local.recorder_target == aws_sqs_queue.events.arn
    error_message = "rules hand events to the queue"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.events.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "a batch fails message by message"
  }

  assert {
    condition     = aws_sqs_queue.events.visibility_timeout_seconds == 361 && jsondecode(aws_sqs_queue.events.redrive_policy).deadLetterTargetArn == aws_sqs_queue.recorder_dead_letter.arn
    error_message = "what fails again and again goes to the recorder's dead-letter queue"
  }

  assert {
    condition     = length([for one in local.recorder_statements : one if one.Sid == "TakeFromQueue"]) == 1 && contains(keys(aws_cloudwatch_metric_alarm.queue), "events-age")
    error_message = "the recorder may take from the queue, whose age raises an alarm"
  }

  assert {
    condition     = aws_sqs_queue.events.sqs_managed_sse_enabled && aws_sqs_queue.events.kms_master_key_id == null && aws_sqs_queue.recorder_dead_letter.sqs_managed_sse_enabled
    error_message = "what is moved to the dead-letter queue is read without the customer key, as what was sent there is"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.events.scaling_config) == 0
    error_message = "without a reserved concurrency Lambda takes as many batches as come"
  }
}

run "queue_with_little_concurrency" {
  variables {
    delivery = "queue"
    recorder = { reserved_concurrency = 2 }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.events.scaling_config[0].maximum_concurrency == 2
    error_message = "no batch is polled that the function would refuse"
  }
}

run "queue_with_much_concurrency" {
  command = plan

  variables {
    delivery = "queue"
    recorder = { reserved_concurrency = 1001 }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.events.scaling_config[0].maximum_concurrency == 1000
    error_message = "a mapping takes 1000 at most"
  }
}

run "archive_of_one_pattern" {
  variables {
    archive = { enabled = true, retention_days = 7 }
  }

  assert {
    condition     = aws_cloudwatch_event_archive.this[0].retention_days == 7 && jsondecode(aws_cloudwatch_event_archive.this[0].event_pattern) == { source = ["aws.lambda"] }
    error_message = "the archive holds what the watches of the default bus watch for"
  }
}

run "archive_of_two_patterns" {
  variables {
    archive = { enabled = true }
    watches = {
      a = { event_pattern = "{\"source\":[\"aws.lambda\"]}" }
      b = { event_pattern = "{\"source\":[\"aws.ec2\"]}" }
    }
  }

  assert {
    condition     = aws_cloudwatch_event_archive.this[0].event_pattern == "{\"$or\":[{\"source\":[\"aws.lambda\"]},{\"source\":[\"aws.ec2\"]}]}"
    error_message = "either pattern is archived"
  }
}

run "archive_of_patterns_that_do_not_go_together" {
  variables {
    archive = { enabled = true }
    watches = {
      a = { event_pattern = "{\"source\":[\"aws.lambda\"],\"$or\":[{\"a\":[1]},{\"b\":[1]}]}" }
      b = { event_pattern = "{\"source\":[\"aws.ec2\",{\"prefix\":\"aws.partner/\"}]}" }
    }
  }

  assert {
    condition     = aws_cloudwatch_event_archive.this[0].event_pattern == "{\"source\":[\"aws.lambda\",\"aws.ec2\",{\"prefix\":\"aws.partner/\"}]}"
    error_message = "then everything of their sources is archived"
  }
}

run "archive_without_watches" {
  variables {
    archive = { enabled = true }
    watches = {}
  }

  assert {
    condition     = length(aws_cloudwatch_event_archive.this) == 0
    error_message = "nothing is watched, nothing is archived"
  }
}

run "archive_of_other_buses" {
  command = plan

  variables {
    archive = { enabled = true }
    watches = {
      a = { event_pattern = "{\"source\":[\"aws.ec2\"]}", event_bus_name = "mine" }
    }
  }

  expect_failures = [aws_cloudwatch_event_archive.this]
}

run "topics" {
  variables {
    topics       = { ops = { subscriptions = { me = { protocol = "email", endpoint = "me@example.com" } } }, spare = {} }
    alarm_topics = ["alarms"]
  }

  assert {
    condition     = toset(keys(output.topic_arns)) == toset(["alarms", "ops", "spare"])
    error_message = "every topic that is named anywhere is made"
  }

  assert {
    condition     = aws_sns_topic_subscription.notify["ops/me"].endpoint == "me@example.com"
    error_message = "whoever subscribes is told"
  }

  assert {
    condition     = [for one in jsondecode(aws_sns_topic.notify["ops"].policy).Statement : can(one.Condition) if one.Principal == { Service = "events.amazonaws.com" }] == [false]
    error_message = "rules may publish, without a condition that EventBridge never meets"
  }

  assert {
    condition = local.notify_targets["told"]["notify-ops"].input.template == join("\n", [
      "\"HIGH: told\"",
      "\"An instance b is gone\"",
      "\"account <account>, region <region>, <time>\"",
      "\"Event: <event>\"",
      "\"Record: https://eu-west-1.console.aws.amazon.com/dynamodbv2/home?region=eu-west-1#edit-item?itemMode=2&pk=<event>&route=ROUTE_ITEM_EXPLORER&table=eventbridge-notifier&sk=told\"",
    ])
    error_message = "the message is lines in quotes, which no description breaks"
  }

  assert {
    condition     = local.message_paths["told"] == { account = "$.account", event = "$.id", region = "$.region", time = "$.time" }
    error_message = "only what AWS itself writes gets into a message: a quote would break it"
  }

  assert {
    condition     = length([for alarm in values(aws_cloudwatch_metric_alarm.function) : alarm if length(alarm.alarm_actions) == 2]) == length(aws_cloudwatch_metric_alarm.function)
    error_message = "alarms tell alarm_topics too"
  }
}

run "messages_of_api_calls" {
  command = plan

  variables {
    watches = {
      calls  = { event_pattern = "{\"source\":[\"aws.lambda\"],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", notify = ["ops"] }
      anyone = { event_pattern = "{\"source\":[{\"prefix\":\"a\"}],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", notify = ["ops"] }
    }
  }

  assert {
    condition     = local.message_paths["calls"].what == "$.detail.eventName" && strcontains(local.message_lines["calls"][2], "<what> in account <account>")
    error_message = "a call says which one it was"
  }

  assert {
    condition     = !can(local.message_paths["anyone"].what) && local.message_paths["anyone"].event == "$.id"
    error_message = "where others may send events too, nothing of the detail gets into a message"
  }
}

run "webhooks" {
  variables {
    webhooks = { chat = { url = "https://hooks.example.com/secret", field = "content" } }
    watches = {
      told = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["chat", "ops"] }
    }
  }

  assert {
    condition     = toset(keys(output.topic_arns)) == toset(["ops"]) && aws_cloudwatch_event_api_destination.webhook["chat"].invocation_endpoint == "https://hooks.example.com/secret"
    error_message = "a name is a webhook's or a topic's"
  }

  assert {
    condition     = jsondecode(local.notify_targets["told"]["notify-chat"].input.template).content == join("\n", local.message_lines["told"]) && local.notify_targets["told"]["notify-chat"].role_arn == aws_iam_role.webhooks[0].arn
    error_message = "a webhook gets the lines in one JSON object, called with the role for webhooks"
  }
}

# How events reach the recorder.

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
    condition     = aws_lambda_event_source_mapping.events.batch_size == 100 && length(aws_lambda_permission.rules) == 2
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
    condition     = aws_lambda_event_source_mapping.events.scaling_config[0].maximum_concurrency == 5
    error_message = "five batches at once are safe in an account with 10 executions"
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

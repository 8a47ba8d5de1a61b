# What a forwarder is made of, and who is told when it fails.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  home_bus_arn  = "arn:aws:events:eu-west-1:111122223333:event-bus/default"
  alarm_actions = ["arn:aws:sns:us-east-1:111122223333:on-call"]
  watches = {
    iam-users = { event_pattern = "{\"source\":[\"aws.iam\"]}" }
  }
}

run "defaults" {
  assert {
    condition     = toset([for alarm in concat(values(aws_cloudwatch_metric_alarm.queue), [aws_cloudwatch_metric_alarm.lost]) : alarm.alarm_name]) == toset(["eventbridge-notifier-dead-letter-forward-depth", "eventbridge-notifier-dead-letter-forward-age", "eventbridge-notifier-dead-letter-forward-lost"])
    error_message = "an alarm rings when an event waits, when it waits for long, and when it could not be kept"
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.queue), [aws_cloudwatch_metric_alarm.lost]) : alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:111122223333:on-call"])])
    error_message = "every alarm tells alarm_actions"
  }

  assert {
    condition     = one(aws_cloudwatch_metric_alarm.lost.metric_query).expression == "SELECT SUM(InvocationsFailedToBeSentToDlq) FROM \"AWS/Events\""
    error_message = "what no queue took is counted over all rules, by AWS's own spelling"
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.message_retention_seconds == 1209600
    error_message = "the queue keeps what it has for as long as SQS can: 14 days"
  }
}

run "where_home_is" {
  command = plan

  variables {
    home_bus_arn = "arn:aws:events:us-east-1:111122223333:event-bus/default"
  }

  expect_failures = [aws_iam_role_policy.forward]
}

run "another_name" {
  command = plan

  variables { name = "another" }

  expect_failures = [terraform_data.kept]
}

run "another_name_when_asked" {
  command = plan

  variables {
    name       = "another"
    may_change = ["queues"]
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.name == "another-dead-letter-forward"
    error_message = "whoever asks for it gets another queue"
  }
}

# The heartbeat: off unless asked for, and what it is made of.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  receiving_bus = "own"
  watches       = { away = { event_pattern = "{\"source\":[\"aws.iam\"]}", forwarded = true } }
}

run "off" {
  command = plan

  assert {
    condition     = length(module.heartbeat) + length(module.silence) + length(aws_cloudwatch_event_rule.heartbeat) == 0 && !output.heartbeat.enabled
    error_message = "nothing is made that was not asked for"
  }

  assert {
    condition     = !contains(keys(aws_sqs_queue.dead_letter.tags), "Heartbeat")
    error_message = "the queue has the tag only where the heartbeat gives it"
  }
}

run "on" {
  variables {
    heartbeat = { enabled = true, places = ["us-east-1", "444455556666/eu-west-1"] }
    tags      = { team = "security" }
  }

  assert {
    condition     = keys(aws_cloudwatch_event_rule.heartbeat) == ["default", "own"] && alltrue([for rule in aws_cloudwatch_event_rule.heartbeat : rule.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"])
    error_message = "beats come by both buses, and one of them reads"
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.tags == tomap({ team = "security", Heartbeat = "eventbridge-notifier" })
    error_message = "Terraform gives the queue the tag that the heartbeat gives it: no drift"
  }

  assert {
    condition     = output.heartbeat == { enabled = true, minutes = 15 }
    error_message = "forwarders beat as home does"
  }
}

run "a_watch_of_that_name" {
  command = plan

  variables {
    heartbeat = { enabled = true }
    watches   = { heartbeat = { event_pattern = "{\"source\":[\"shop\"]}" } }
  }

  expect_failures = [var.heartbeat]
}

run "places_that_are_none" {
  command = plan

  variables {
    heartbeat = { enabled = true, places = ["Ireland"] }
  }

  expect_failures = [var.heartbeat]
}

run "too_often" {
  command = plan

  variables {
    heartbeat = { enabled = true, minutes = 1 }
  }

  expect_failures = [var.heartbeat]
}

# Values that are refused. Each run breaks one rule of each variable that it names, and every rule
# of every variable is broken by some run.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  home_bus_arn  = "arn:aws:events:eu-west-1:111122223333:event-bus/default"
  alarm_actions = ["arn:aws:sns:us-east-1:111122223333:on-call"]
  watches       = { w = { event_pattern = "{\"source\":[\"aws.iam\"]}" } }
}

run "no_json_no_arn_and_too_little" {
  command = plan

  variables {
    name                = "-n"
    home_bus_arn        = "default"
    retry               = { maximum_age_seconds = 59 }
    queue_message_bytes = 262143
    alarm_actions       = ["on-call"]
    may_change          = ["home"]
    heartbeat           = { minutes = 4 }
  }

  expect_failures = [var.heartbeat, var.may_change, var.name, var.home_bus_arn, var.retry, var.queue_message_bytes, var.alarm_actions]
}

run "no_state_and_too_much" {
  command = plan

  variables {
    name                = "n-"
    retry               = { maximum_attempts = 186 }
    queue_message_bytes = 1048577
  }

  expect_failures = [var.name, var.retry, var.queue_message_bytes]
}

run "half_a_byte" {
  command = plan

  variables {
    name                = "a--b"
    queue_message_bytes = 262144.5
  }

  expect_failures = [var.name, var.queue_message_bytes]
}

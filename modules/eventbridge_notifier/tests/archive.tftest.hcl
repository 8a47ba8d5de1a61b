# What is archived.

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
    condition     = aws_cloudwatch_event_archive.this[0].event_pattern == "{\"account\":[\"none\"]}"
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

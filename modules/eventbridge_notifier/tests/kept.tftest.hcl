# What holds data is neither replaced nor destroyed unless may_change asks for it.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "a_stack" {}

run "another_name" {
  command = plan

  variables { name = "another" }

  expect_failures = [terraform_data.kept]
}

run "another_table" {
  command = plan

  variables { table_name = "another" }

  expect_failures = [terraform_data.kept]
}

run "another_name_when_asked" {
  command = plan

  variables {
    name       = "another"
    may_change = ["queues", "table"]
  }

  assert {
    condition     = aws_dynamodb_table.this.name == "another" && aws_sqs_queue.dead_letter.name == "another-dead-letter"
    error_message = "whoever asks for it gets new queues and a new table"
  }
}

run "another_region" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "eu-central-1" }
  }

  expect_failures = [terraform_data.place]
}

run "no_trail_and_a_key_of_the_callers" {
  variables {
    create_trail = false
    create_key   = false
    kms_key_arn  = "arn:aws:kms:eu-west-1:111122223333:key/mine"
  }

  assert {
    condition     = output.trail_arn == null && output.trail_bucket_name != null && length(aws_cloudwatch_log_group.trail) == 1
    error_message = "the trail goes; its files and its log stay"
  }

  assert {
    condition     = output.kms_key_arn == var.kms_key_arn && module.key.policy != null
    error_message = "the other key is used; the one that encrypted what there is stays"
  }
}

run "no_trail_and_nothing_of_it" {
  variables {
    create_trail = false
    create_key   = false
    kms_key_arn  = "arn:aws:kms:eu-west-1:111122223333:key/mine"
    may_change   = ["trail_bucket", "trail_logs", "key"]
  }

  assert {
    condition     = output.trail_bucket_name == null && length(aws_cloudwatch_log_group.trail) == 0 && module.key.policy == null
    error_message = "what may be destroyed is, once nothing asks for it"
  }
}

run "none_in_the_long_run" {
  variables { create_trail = false }
}

run "a_trail_again_that_the_stack_knows_nothing_of" {
  command = plan

  expect_failures = [terraform_data.kept]
}

run "a_trail_again" {
  variables {
    may_change = ["trail_bucket", "trail_logs", "key"]
  }

  assert {
    condition     = output.trail_bucket_name != null && module.key.policy != null
    error_message = "what is asked for again is made again"
  }
}

run "archives_of_both_buses" {
  variables {
    may_change    = ["trail_bucket", "trail_logs", "key"]
    archive       = { enabled = true }
    receiving_bus = "own"
    watches       = { away = { event_pattern = "{\"source\":[\"aws.iam\"]}", forwarded = true } }
  }

  assert {
    condition     = aws_cloudwatch_event_archive.this[0].event_pattern == "{\"source\":[\"aws.iam\"]}" && aws_cloudwatch_event_archive.forwarded[0].event_pattern == "{\"source\":[\"aws.iam\"]}"
    error_message = "each bus has its archive"
  }
}

run "archives_stay_when_nothing_is_watched_and_nobody_sends" {
  variables {
    may_change    = ["trail_bucket", "trail_logs", "key"]
    archive       = { enabled = true }
    receiving_bus = "own"
  }

  assert {
    condition     = length(aws_cloudwatch_event_archive.this) == 1 && length(aws_cloudwatch_event_archive.forwarded) == 1 && length(aws_cloudwatch_event_bus.own) == 1
    error_message = "what was archived is kept, and the bus to which it can be replayed"
  }
}

run "archives_go_when_asked" {
  variables {
    may_change    = ["trail_bucket", "trail_logs", "key"]
    receiving_bus = "own"
  }

  assert {
    condition     = length(aws_cloudwatch_event_archive.this) + length(aws_cloudwatch_event_archive.forwarded) + length(aws_cloudwatch_event_bus.own) == 0
    error_message = "archive.enabled = false is what asks for it"
  }
}

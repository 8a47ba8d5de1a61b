# Values that are refused. Each run breaks one rule of each variable that it names, and every rule
# of every variable is broken by some run.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "an_unknown_state" {
  command = plan

  variables {
    webhooks        = { a = { url = "ftp://example.com" } }
    organization_id = "mine"
    watches         = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", state = "ON" } }
    recorder        = { code_signing_config_arn = "mine" }
    retry           = { maximum_age_seconds = 86401 }
  }

  expect_failures = [var.webhooks, var.organization_id, var.watches, var.recorder, var.retry]
}

run "an_unknown_severity" {
  command = plan

  variables {
    webhooks = { "a b" = { url = "https://example.com" } }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", severity = "urgent" } }
    recorder = { vpc = { subnet_ids = [], security_group_ids = ["sg-1"] } }
    retry    = { maximum_attempts = -1 }
  }

  expect_failures = [var.webhooks, var.watches, var.recorder, var.retry]
}

run "a_description_of_513_characters" {
  command = plan

  variables {
    webhooks = { a = { url = "https://example.com", field = "a\"b" } }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", description = format("%0513d", 0) } }
    recorder = { memory_mb = 128.5 }
    retry    = { function_age_seconds = 59 }
  }

  expect_failures = [var.webhooks, var.watches, var.recorder, var.retry]
}

run "a_field_named_like_one_that_every_item_has" {
  command = plan

  variables {
    webhooks = { a = { url = "https://example.com", per_second = 301 } }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { omitted = "a.b" } } }
    recorder = { timeout_seconds = 4 }
    retry    = { queue_maximum_deliveries = 1001 }
  }

  expect_failures = [var.webhooks, var.watches, var.recorder, var.retry]
}

run "a_field_without_a_path" {
  command = plan

  variables {
    webhooks = { ops = { url = "https://example.com" } }
    topics   = { ops = {} }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { field = "" } } }
    recorder = { reserved_concurrency = 1.5 }
  }

  expect_failures = [var.webhooks, var.watches, var.recorder]
}

run "a_record_of_8192_characters" {
  command = plan

  variables {
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { field = format("%08192d", 0) } } }
    recorder = { vpc = { subnet_ids = ["subnet-1"], security_group_ids = [] } }
  }

  expect_failures = [var.watches, var.recorder]
}

run "a_sixth_target" {
  command = plan

  variables {
    recorder = { signed_zip = "nowhere.zip" }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["a", "b", "c", "d", "e"] } }
  }

  expect_failures = [var.recorder, var.watches]
}

run "a_topic_with_a_dot" {
  command = plan

  variables {
    delivery = "queue"
    recorder = { reserved_concurrency = 1 }
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["a.b"] } }
  }

  expect_failures = [var.delivery, var.watches]
}

run "a_topic_named_twice" {
  command = plan

  variables {
    delivery = "sqs" # its rules ask for a recorder that is right
    watches  = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["a", "a"] } }
  }

  expect_failures = [var.delivery, var.watches]
}

run "a_target_with_a_blank" {
  command = plan

  variables {
    watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { "a b" = { arn = "arn:aws:sqs:eu-west-1:111122223333:q" } } } }
  }

  expect_failures = [var.watches]
}

run "a_target_of_another_service" {
  command = plan

  variables {
    watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { a = { arn = "arn:aws:states:eu-west-1:111122223333:q" } } } }
  }

  expect_failures = [var.watches]
}

run "a_name_with_capitals" {
  command = plan

  variables {
    name = "Name"
  }

  expect_failures = [var.name]
}

run "a_name_of_29_characters" {
  command = plan

  variables {
    name = format("%029d", 0)
  }

  expect_failures = [var.name]
}

run "a_name_that_ends_in_a_hyphen" {
  command = plan

  variables {
    name = "name-"
  }

  expect_failures = [var.name]
}

run "a_name_with_two_hyphens_in_a_row" {
  command = plan

  variables {
    name = "a--b"
  }

  expect_failures = [var.name]
}

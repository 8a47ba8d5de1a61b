# A watch that is refused. Each run breaks one rule.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  home_bus_arn    = "arn:aws:events:eu-west-1:111122223333:event-bus/default"
  role_arn        = "arn:aws:iam::111122223333:role/role"
  dead_letter_arn = "arn:aws:sqs:us-east-1:111122223333:queue"
  retry           = { maximum_age_seconds = 3600, maximum_attempts = 7 }
}

run "a_name_of_65_characters" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = format("%065d", 0), watch = "w", event_pattern = "{\"source\":[\"aws.iam\"]}" } }
  expect_failures = [var.rule]
}

run "no_json" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "source" } }
  expect_failures = [var.rule]
}

run "an_empty_pattern" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "{}" } }
  expect_failures = [var.rule]
}

run "a_pattern_of_4097_characters" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = jsonencode({ source = [replace(format("%04082d", 0), "0", "<")] }) } }
  expect_failures = [var.rule]
}

run "a_bare_value" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "{\"source\":\"aws.iam\"}" } }
  expect_failures = [var.rule]
}

run "an_empty_list" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "{\"source\":[]}" } }
  expect_failures = [var.rule]
}

run "an_unknown_state" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "{\"source\":[\"aws.iam\"]}", state = "ON" } }
  expect_failures = [var.rule]
}

run "a_description_of_513_characters" {
  command = plan
  module { source = "./rule" }
  variables { rule = { name = "s-w", watch = "w", event_pattern = "{\"source\":[\"aws.iam\"]}", description = format("%0513d", 0) } }
  expect_failures = [var.rule]
}

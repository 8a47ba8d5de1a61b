# A watch that is refused. Each run breaks one rule.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "a_name_that_begins_with_a_hyphen" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { ("-w") = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } } }
  expect_failures = [terraform_data.watches]
}

run "a_rule_name_of_65_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { (format("%059d", 0)) = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } } }
  expect_failures = [terraform_data.watches]
}

run "a_pattern_that_is_no_object" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "[1]" } } }
  expect_failures = [terraform_data.watches]
}

run "an_empty_pattern" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{}" } } }
  expect_failures = [terraform_data.watches]
}

run "a_pattern_of_4097_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = jsonencode({ source = [replace(format("%04082d", 0), "0", "<")] }) } } }
  expect_failures = [terraform_data.watches]
}

run "a_watch_of_alerts" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = jsonencode({ source = ["aws.ec2", "eventbridge-notifier"] }) } } }
  expect_failures = [terraform_data.watches]
}

run "a_watch_of_alerts_by_prefix_in_an_or" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = jsonencode({ "$or" = [{ source = ["aws.ec2"] }, { source = [{ prefix = "event" }] }] }) } } }
  expect_failures = [terraform_data.watches]
}

run "a_bare_value" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"detail\":{\"eventName\":\"CreateUser\"}}" } } }
  expect_failures = [terraform_data.watches]
}

run "a_bare_number_beside_an_operator" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[{\"prefix\":\"a\"}],\"detail\":{\"count\":5}}" } } }
  expect_failures = [terraform_data.watches]
}

run "an_empty_list" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[]}" } } }
  expect_failures = [terraform_data.watches]
}

run "a_bus_with_a_blank" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", event_bus_name = "my bus" } } }
  expect_failures = [terraform_data.watches]
}

run "a_bus_of_257_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", event_bus_name = "arn:aws:events:eu-west-1:111122223333:event-bus/${format("%0257d", 0)}" } } }
  expect_failures = [terraform_data.watches]
}

run "an_unknown_state" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", state = "ON" } } }
  expect_failures = [terraform_data.watches]
}

run "an_unknown_severity" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", severity = "urgent" } } }
  expect_failures = [terraform_data.watches]
}

run "an_empty_severity" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", severity = "" } } }
  expect_failures = [terraform_data.watches]
}

run "a_description_of_513_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", description = format("%0513d", 0) } } }
  expect_failures = [terraform_data.watches]
}

run "a_field_named_like_one_that_every_item_has" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { omitted = "a.b" } } } }
  expect_failures = [terraform_data.watches]
}

run "a_field_without_a_path" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { field = "" } } } }
  expect_failures = [terraform_data.watches]
}

run "a_record_of_8192_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", record = { field = format("%08192d", 0) } } } }
  expect_failures = [terraform_data.watches]
}

run "a_sixth_target" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { for one in ["a", "b", "c", "d", "e"] : one => { arn = "arn:aws:sqs:eu-west-1:111122223333:${one}" } } } } }
  expect_failures = [terraform_data.watches]
}

run "a_topic_with_a_dot" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["a.b"] } } }
  expect_failures = [terraform_data.watches]
}

run "a_topic_of_58_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = [format("%058d", 0)] } } }
  expect_failures = [terraform_data.watches]
}

run "a_topic_named_twice" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["a", "a"] } } }
  expect_failures = [terraform_data.watches]
}

run "a_target_with_a_blank" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { "a b" = { arn = "arn:aws:sqs:eu-west-1:111122223333:q" } } } } }
  expect_failures = [terraform_data.watches]
}

run "a_target_of_59_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { (format("%059d", 0)) = { arn = "arn:aws:sqs:eu-west-1:111122223333:q" } } } } }
  expect_failures = [terraform_data.watches]
}

run "a_target_of_another_service" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", extra_targets = { a = { arn = "arn:aws:states:eu-west-1:111122223333:q" } } } } }
  expect_failures = [terraform_data.watches]
}

run "text_that_only_looks_like_a_bare_value" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = jsonencode({ source = ["a\":\"b", "{\"k\":5}", "\\\":\"x", "a", ":5", ":[]", ":\"x"], detail = { a = [{ anything-but = "x" }], b = [{ numeric = [">", 1] }], c = [{ exists = false }], d = [{ anything-but = { prefix = "x" } }], e = [null, true] } }), record = { quoted = "tags.\"a\"" } } } }
}

run "resources_that_are_no_object" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", resources = "[]" } } }
  expect_failures = [terraform_data.watches]
}

# A watch that is refused. Each run breaks one rule.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  home_bus_arn = "arn:aws:events:eu-west-1:111122223333:event-bus/default"
}

run "a_rule_name_of_65_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { (format("%045d", 0)) = { event_pattern = "{\"source\":[\"aws.iam\"]}" } } }
  expect_failures = [terraform_data.watches]
}

run "no_json" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "source" } } }
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

run "a_bare_value" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":\"aws.iam\"}" } } }
  expect_failures = [terraform_data.watches]
}

run "an_empty_list" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[]}" } } }
  expect_failures = [terraform_data.watches]
}

run "an_unknown_state" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.iam\"]}", state = "ON" } } }
  expect_failures = [terraform_data.watches]
}

run "a_description_of_513_characters" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"aws.iam\"]}", description = format("%0513d", 0) } } }
  expect_failures = [terraform_data.watches]
}

# Nothing of this is refused.
run "texts_with_colons_and_brackets" {
  command = plan
  plan_options { target = [terraform_data.watches] }
  variables { watches = { w = { event_pattern = "{\"source\":[\"a\",\":5\",\":[]\",{\"suffix\":\":t\"}],\"detail\":{\"\\u0061\":[{\"\\u0070refix\":\":{}\"}]}}" } } }
}

# One watch: its rule and its targets.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  watch = {
    name           = "watch"
    event_pattern  = "{\"source\":[\"aws.ec2\"]}"
    description    = null
    event_bus_name = "default"
    state          = "ENABLED"
    severity       = "low"
    record         = { a = "b<c" }
    resources      = "{}"
    extra_targets  = {}
  }
  rules = { name = "stack", tags = {}, checked = null }
  targets = {
    recorder = { arn = "arn:aws:lambda:eu-west-1:111122223333:function:f", dead_letter_arn = "arn:aws:sqs:eu-west-1:111122223333:dead" }
    retry    = { maximum_age_seconds = 3600, maximum_attempts = 7 }

    undelivered_arn = "arn:aws:sqs:eu-west-1:111122223333:undelivered"
    awaited         = []
  }
}

run "a_rule_and_the_recorder" {
  command = plan

  module {
    source = "./watch"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.this.event_bus_name == "default" && aws_cloudwatch_event_rule.this.state == "ENABLED"
    error_message = "the rule stands on the default bus, enabled"
  }

  assert {
    condition     = aws_cloudwatch_event_target.recorder.retry_policy[0].maximum_event_age_in_seconds == 3600 && aws_cloudwatch_event_target.recorder.retry_policy[0].maximum_retry_attempts == 7
    error_message = "both members of the retry policy are set: one left out would be 0"
  }

  assert {
    condition     = aws_cloudwatch_event_target.recorder.dead_letter_config[0].arn == "arn:aws:sqs:eu-west-1:111122223333:dead" && aws_cloudwatch_event_target.recorder.input_transformer[0].input_template == "{\"watch\":\"watch\",\"severity\":\"low\",\"record\":{\"a\":\"b\\u003cc\"},\"resources\":{},\"event\":<aws.events.event.json>}"
    error_message = "the recorder gets the watch's message, and the queue what it cannot get"
  }
}

run "further_targets" {
  command = plan

  module {
    source = "./watch"
  }

  variables {
    watch = {
      name           = "watch"
      event_pattern  = "{\"source\":[\"aws.ec2\"]}"
      description    = null
      event_bus_name = "mine"
      state          = "DISABLED"
      severity       = null
      record         = {}
      resources      = "{}"
      extra_targets = {
        ops = { arn = "arn:aws:sns:eu-west-1:111122223333:ops", role_arn = null }
        bus = { arn = "arn:aws:events:eu-west-1:444455556666:event-bus/theirs", role_arn = "arn:aws:iam::111122223333:role/send" }
      }
    }
  }

  assert {
    condition     = alltrue([for target in values(aws_cloudwatch_event_target.further) : target.dead_letter_config[0].arn == "arn:aws:sqs:eu-west-1:111122223333:undelivered" && target.retry_policy[0].maximum_retry_attempts == 7 && target.event_bus_name == "mine"])
    error_message = "each is tried as often, on the same bus, and has a queue for what it does not take"
  }

  assert {
    condition     = aws_cloudwatch_event_target.further["extra-bus"].role_arn == "arn:aws:iam::111122223333:role/send" && aws_cloudwatch_event_rule.this.state == "DISABLED"
    error_message = "role and state are the caller's"
  }
}

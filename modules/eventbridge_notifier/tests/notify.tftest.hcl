# Who is told of matches, and in which words.

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

run "topics" {
  variables {
    topics       = { ops = { subscriptions = { me = { protocol = "email", endpoint = "me@example.com" } } }, spare = {} }
    alarm_topics = ["alarms"]
  }

  assert {
    condition     = toset(keys(output.topic_arns)) == toset(["alarms", "ops", "spare"])
    error_message = "every topic that is named anywhere is made"
  }

  assert {
    condition     = aws_sns_topic_subscription.notify["ops/me"].endpoint == "me@example.com"
    error_message = "whoever subscribes is told"
  }

  assert {
    condition     = [for one in jsondecode(aws_sns_topic.notify["ops"].policy).Statement : one.Sid] == ["RefuseWithoutTLS"]
    error_message = "no service publishes to a topic that only the notifier tells"
  }

  assert {
    condition     = local.channels["ops"].kind == "email" && local.channels["spare"].kind == "sns"
    error_message = "a topic with an e-mail address is e-mail"
  }

  assert {
    condition     = length([for alarm in values(aws_cloudwatch_metric_alarm.function) : alarm if length(alarm.alarm_actions) == 2]) == length(aws_cloudwatch_metric_alarm.function)
    error_message = "alarms tell alarm_topics too"
  }
}

run "channels" {
  variables {
    webhooks = {
      chat  = { url = "https://hooks.example.com/secret", field = "content" }
      pager = { url = "https://events.pagerduty.com/v2/enqueue", kind = "pagerduty", body = { routing_key = "secret" } }
      spare = { url = "https://hooks.example.com/spare", kind = "slack" }
    }
    watches = {
      told = {
        event_pattern = "{\"source\":[\"aws.ec2\"]}"
        severity      = "high"
        notify        = ["chat", "pager", "ops"]
        alert         = { group_by = ["userIdentity.arn"], every = 900, when = { first_by = ["eventName"], within = 3600 } }
      }
    }
    account_names = { "111122223333" = "production" }
    quiet         = [{ name = "q", until = 1798070400, watches = ["t*"] }]
  }

  assert {
    condition     = toset(keys(output.topic_arns)) == toset(["ops"]) && aws_cloudwatch_event_api_destination.webhook["chat"].invocation_endpoint == "https://hooks.example.com/secret"
    error_message = "a name is a webhook's or a topic's"
  }

  assert {
    condition     = [for name in ["chat", "pager", "spare"] : aws_cloudwatch_event_api_destination.webhook[name].invocation_rate_limit_per_second] == [10, 2, 1]
    error_message = "a kind is not called more often than it takes"
  }

  assert {
    condition     = module.alerts[0].config.channels.chat.kind == "text" && module.alerts[0].config.channels.chat.field == "content" && module.alerts[0].config.channels.pager.kind == "pagerduty" && !can(module.alerts[0].config.channels.spare)
    error_message = "the notifier knows the channels that a watch names, each by its kind"
  }

  assert {
    condition     = module.alerts[0].config.policies.told.every == 900 && module.alerts[0].config.policies.told.when.first_by == tolist(["eventName"]) && module.alerts[0].config.policies.told.severity == "high"
    error_message = "how a watch is told reaches the notifier"
  }

  assert {
    condition     = module.alerts[0].config.accounts["111122223333"] == "production" && module.alerts[0].config.quiet[0].name == "q"
    error_message = "so do names of accounts and what is quiet"
  }

  assert {
    condition     = [for pattern in values(module.alerts[0].alert_patterns) : jsondecode(pattern) if jsondecode(pattern).account != ["111122223333"] || jsondecode(pattern)["replay-name"] != [{ exists = false }]] == []
    error_message = "an alert is this account's own, and no replay"
  }

  assert {
    condition     = aws_dynamodb_table.this.stream_enabled && aws_dynamodb_table.this.stream_view_type == "NEW_IMAGE"
    error_message = "the notifier reads the table's stream"
  }
}

run "nobody_is_told" {
  command = plan

  variables {
    watches = { plain = { event_pattern = "{\"source\":[\"aws.lambda\"]}" } }
  }

  assert {
    condition     = length(module.alerts) == 0 && !aws_dynamodb_table.this.stream_enabled
    error_message = "without notify there is no notifier"
  }
}

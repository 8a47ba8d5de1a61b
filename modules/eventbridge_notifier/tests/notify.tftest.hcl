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
    condition     = [for one in jsondecode(aws_sns_topic.notify["ops"].policy).Statement : can(one.Condition) if one.Principal == { Service = "events.amazonaws.com" }] == [false]
    error_message = "rules may publish, without a condition that EventBridge never meets"
  }

  assert {
    condition = local.notify_targets["told"]["notify-ops"].input.template == join("\n", [
      "\"HIGH: told\"",
      "\"An instance b is gone\"",
      "\"account <account>, region <region>, <time>\"",
      "\"Event: <event>\"",
      "\"Record: https://eu-west-1.console.aws.amazon.com/dynamodbv2/home?region=eu-west-1#edit-item?itemMode=2&pk=<event>&route=ROUTE_ITEM_EXPLORER&table=eventbridge-notifier&sk=told\"",
    ])
    error_message = "the message is lines in quotes, which no description breaks"
  }

  assert {
    condition     = local.message_paths["told"] == { account = "$.account", event = "$.id", region = "$.region", time = "$.time" }
    error_message = "only what AWS itself writes gets into a message: a quote would break it"
  }

  assert {
    condition     = length([for alarm in values(aws_cloudwatch_metric_alarm.function) : alarm if length(alarm.alarm_actions) == 2]) == length(aws_cloudwatch_metric_alarm.function)
    error_message = "alarms tell alarm_topics too"
  }
}

run "messages_of_api_calls" {
  command = plan

  variables {
    watches = {
      calls  = { event_pattern = "{\"source\":[\"aws.lambda\"],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", notify = ["ops"] }
      anyone = { event_pattern = "{\"source\":[{\"prefix\":\"a\"}],\"detail-type\":[\"AWS API Call via CloudTrail\"]}", notify = ["ops"] }
    }
  }

  assert {
    condition     = local.message_paths["calls"].what == "$.detail.eventName" && strcontains(local.message_lines["calls"][2], "<what> in account <account>")
    error_message = "a call says which one it was"
  }

  assert {
    condition     = !can(local.message_paths["anyone"].what) && local.message_paths["anyone"].event == "$.id"
    error_message = "where others may send events too, nothing of the detail gets into a message"
  }
}

run "webhooks" {
  variables {
    webhooks = { chat = { url = "https://hooks.example.com/secret", field = "content" } }
    watches = {
      told = { event_pattern = "{\"source\":[\"aws.ec2\"]}", notify = ["chat", "ops"] }
    }
  }

  assert {
    condition     = toset(keys(output.topic_arns)) == toset(["ops"]) && aws_cloudwatch_event_api_destination.webhook["chat"].invocation_endpoint == "https://hooks.example.com/secret"
    error_message = "a name is a webhook's or a topic's"
  }

  assert {
    condition     = jsondecode(local.notify_targets["told"]["notify-chat"].input.template).content == join("\n", local.message_lines["told"]) && local.notify_targets["told"]["notify-chat"].role_arn == aws_iam_role.webhooks[0].arn
    error_message = "a webhook gets the lines in one JSON object, called with the role for webhooks"
  }
}

run "every_channel" {
  variables {
    webhooks = { chat = { url = "https://hooks.example.com/secret" } }
    watches  = { told = { event_pattern = "{\"source\":[\"aws.ec2\"]}", description = "100 % \"sure\"", notify = ["chat", "ops"] } }
  }

  assert {
    condition     = alltrue([for kind, channel in local.channels : length(setintersection(keys(channel), ["chat", "ops"])) == 1])
    error_message = "each kind of notification has a name here: add one for a new kind"
  }

  assert {
    condition = alltrue([for told in ["chat", "ops"] : alltrue([
      for line in local.message_lines["told"] : strcontains(local.notify_targets["told"]["notify-${told}"].input.template, line)
    ])])
    error_message = "every line of a message reaches every kind, whatever signs it has"
  }

  assert {
    condition     = alltrue([for channel in values(local.channels) : alltrue([for one in values(channel) : startswith(one.arn, "arn:")])])
    error_message = "every name is something that a rule can call"
  }
}

# What receives from other regions and accounts.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  watches = {
    here = { event_pattern = "{\"source\":[\"aws.ec2\"]}" }
    away = { event_pattern = "{\"source\":[\"aws.iam\"]}", forwarded = true, state = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }
  }
}

run "nothing_is_forwarded" {
  variables {
    receiving_bus = "own"
    watches       = { here = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
  }

  assert {
    condition     = length(aws_cloudwatch_event_bus.own) == 0 && output.event_bus_arn == "arn:aws:events:eu-west-1:111122223333:event-bus/default"
    error_message = "a stack of one region and account has the default bus alone"
  }
}

run "own" {
  variables {
    dashboard       = true
    receiving_bus   = "own"
    accounts        = [for last in range(500) : format("%012d", last)]
    organization_id = "o-exampleorgid"
    archive         = { enabled = true }
  }

  assert {
    condition     = keys(module.watch) == ["away", "here"] && keys(module.forwarded) == ["away"]
    error_message = "what is forwarded has a rule on both buses"
  }

  assert {
    condition     = length(aws_cloudwatch_event_permission.account) + length(aws_cloudwatch_event_permission.organization) == 0
    error_message = "nobody may send to the default bus"
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 6
    error_message = "a dashboard shows what is recorded, waits and is sent home"
  }

  assert {
    condition     = length(aws_cloudwatch_event_bus_policy.own[0].policy) <= 10240 && length(jsondecode(aws_cloudwatch_event_bus_policy.own[0].policy).Statement) == 2
    error_message = "500 accounts and an organization are two statements, within what a bus takes"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.forwarded[0].threshold == 100000 && aws_cloudwatch_metric_alarm.forwarded[0].dimensions.RuleName == aws_cloudwatch_event_rule.forwarded[0].name
    error_message = "what comes from elsewhere is counted by a rule of its own, and costs are watched"
  }

  assert {
    condition     = output.event_bus_arn == "arn:aws:events:eu-west-1:111122223333:event-bus/eventbridge-notifier"
    error_message = "forwarders send to the stack's own bus"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.forwarded[0].event_pattern == "{\"source\":[\"aws.iam\"]}" && length(jsondecode(aws_cloudwatch_event_archive.this[0].event_pattern)["$or"]) == 2
    error_message = "each bus has an archive of what is watched for there"
  }
}

run "both_while_forwarders_switch" {
  variables {
    receiving_bus  = "own"
    keep_other_bus = true
    accounts       = ["444455556666"]
  }

  assert {
    condition     = length(aws_cloudwatch_dashboard.this) == 0
    error_message = "a dashboard is made where it is asked for"
  }

  assert {
    condition     = length(aws_cloudwatch_event_permission.account) == 1 && length(module.forwarded) == 1
    error_message = "the old permission stays until all have switched"
  }
}

run "more_accounts_than_a_policy_holds" {
  command = plan

  variables {
    receiving_bus = "own"
    accounts      = [for last in range(700) : format("%012d", last)]
  }

  expect_failures = [var.accounts]
}

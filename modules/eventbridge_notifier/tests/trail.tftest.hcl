# What the trail logs, and whose it is.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "management_events" {
  assert {
    condition = [
      for selector in aws_cloudtrail.this[0].advanced_event_selector : [for one in selector.field_selector : "${one.field} ${join(" ", one.equals)}"]
    ] == [["eventCategory Management"]]
    error_message = "without data_resources the trail logs management events, read and write, by a selector that never goes away"
  }
}

run "data_events" {
  variables {
    trail       = { data_resources = ["AWS::S3::Object", "AWS::SNS::Topic", "AWS::Lambda::Function", "AWS::S3::Object"] }
    access_logs = { bucket = "access-logs.example" }
    replication = { bucket_arn = "arn:aws:s3:::copy", kms_key_arn = "arn:aws:kms:eu-central-1:444455556666:key/copy", role_arn = "arn:aws:iam::111122223333:role/copy" }
  }

  assert {
    condition     = toset([for one in aws_cloudtrail.this[0].advanced_event_selector : one.name]) == toset(["management", "AWS::S3::Object", "AWS::SNS::Topic", "AWS::Lambda::Function"])
    error_message = "a selector for each type, beside management events"
  }

  assert {
    condition = {
      for selector in aws_cloudtrail.this[0].advanced_event_selector : selector.name => flatten([for one in selector.field_selector : one.not_starts_with if one.field == "resources.ARN"])
      } == {
      management              = []
      "AWS::Lambda::Function" = []
      "AWS::SNS::Topic"       = ["arn:aws:sns:eu-west-1:111122223333:eventbridge-notifier_trail"]
      "AWS::S3::Object" = [
        "arn:aws:s3:::eventbridge-notifier-trail-111122223333-eu-west-1/",
        "arn:aws:s3:::eventbridge-notifier-spill-111122223333-eu-west-1/",
        "arn:aws:s3:::access-logs.example/",
        "arn:aws:s3:::copy/",
      ]
    }
    error_message = "the trail does not log what its own deliveries cause"
  }
}

run "data_events_of_some_resources" {
  variables {
    trail = {
      data_resources = ["AWS::SQS::Queue"]
      data_selectors = [
        { type = "AWS::S3::Object", arns = ["arn:aws:s3:::in/a.csv"], arn_prefixes = ["arn:aws:s3:::logs/"] },
        { type = "AWS::Lambda::Function", arns = ["arn:aws:lambda:eu-west-1:{account}:function:f"] },
      ]
    }
  }

  assert {
    condition = {
      for selector in aws_cloudtrail.this[0].advanced_event_selector : selector.name => flatten([for one in selector.field_selector : [coalesce(one.equals, []), coalesce(one.starts_with, [])] if one.field == "resources.ARN"])
      } == {
      management                     = []
      "AWS::SQS::Queue"              = []
      "AWS::S3::Object by ARN"       = ["arn:aws:s3:::in/a.csv"]
      "AWS::S3::Object by prefix"    = ["arn:aws:s3:::logs/"]
      "AWS::Lambda::Function by ARN" = ["arn:aws:lambda:eu-west-1:111122223333:function:f"]
    }
    error_message = "ARNs and prefixes narrow a type, each in a selector of its own"
  }

  assert {
    condition = alltrue([
      for selector in aws_cloudtrail.this[0].advanced_event_selector : anytrue([for one in selector.field_selector : one.field == "userIdentity.arn" && one.not_starts_with == tolist(["arn:aws:sts::111122223333:assumed-role/${aws_iam_role.recorder.name}/"])]) if selector.name != "management"
    ])
    error_message = "the recorder's own calls are logged by no selector"
  }
}

run "data_events_that_no_trail_takes" {
  command = plan
  variables {
    trail = { data_selectors = [{ type = "AWS::S3::Object", arns = [for number in range(500) : "arn:aws:s3:::b/${number}"] }] }
  }
  expect_failures = [var.trail]
}

run "data_events_of_what_is_no_arn" {
  command = plan
  variables {
    trail = { data_selectors = [{ type = "AWS::S3::Object", arn_prefixes = ["bucket/"] }] }
  }
  expect_failures = [var.trail]
}

run "network_activity_and_insights" {
  variables {
    trail = { network_activity = ["ec2.amazonaws.com"], insights = ["ApiErrorRateInsight"] }
  }

  assert {
    condition = {
      for selector in aws_cloudtrail.this[0].advanced_event_selector : selector.name => [for one in selector.field_selector : "${one.field} ${join(" ", one.equals)}"]
      } == {
      management                              = ["eventCategory Management"]
      "network activity of ec2.amazonaws.com" = ["eventCategory NetworkActivity", "eventSource ec2.amazonaws.com"]
    }
    error_message = "calls by way of endpoints have a selector for each service"
  }

  assert {
    condition     = [for one in aws_cloudtrail.this[0].insight_selector : one.insight_type] == ["ApiErrorRateInsight"]
    error_message = "the trail looks for what is asked for"
  }
}

run "network_activity_of_no_event_source" {
  command = plan
  variables {
    trail = { network_activity = ["ec2"] }
  }
  expect_failures = [var.trail]
}

run "insights_that_are_none" {
  command = plan
  variables {
    trail = { insights = ["ApiCallRate"] }
  }
  expect_failures = [var.trail]
}

run "own_trail_of_this_account" {
  variables { trail = { organization = false } }

  assert {
    condition     = local.trail_arn == "arn:aws:cloudtrail:eu-west-1:111122223333:trail/eventbridge-notifier" && local.trail_owners == ["111122223333"]
    error_message = "a trail is its account's, if nothing else is said"
  }
}

run "organization_trail_made_by_the_delegate" {
  variables {
    organization_id = "o-exampleorgid"
    trail           = { organization = true, owner_account_id = "999988887777" }
  }

  assert {
    condition     = alltrue([for one in jsondecode(module.trail_bucket[0].policy).Statement : one.Condition.StringEquals["aws:SourceArn"] == "arn:aws:cloudtrail:eu-west-1:999988887777:trail/eventbridge-notifier" if one.Effect == "Allow"])
    error_message = "the bucket lets in the trail of the management account"
  }

  assert {
    condition = flatten([for one in jsondecode(module.trail_bucket[0].policy).Statement : one.Resource if one.Sid == "TrailWrites"]) == [
      for owner in ["999988887777", "o-exampleorgid"] : "arn:aws:s3:::eventbridge-notifier-trail-111122223333-eu-west-1/AWSLogs/${owner}/*"
    ]
    error_message = "it writes files of the management account and of the organization"
  }

  assert {
    condition     = one([for one in jsondecode(aws_sns_topic.trail[0].policy).Statement : one.Condition.StringEquals["aws:SourceArn"] if one.Sid == "TrailTells"]) == local.trail_arn
    error_message = "it tells the topic"
  }

  assert {
    condition     = alltrue([for one in jsondecode(module.key.policy).Statement : one.Condition.StringEquals["aws:SourceArn"] == "arn:aws:cloudtrail:eu-west-1:999988887777:trail/eventbridge-notifier" if contains(["Trail", "TrailFindsKey"], one.Sid)]) && local.key_statements.TrailOfAnyRegion.Condition.StringLike["kms:EncryptionContext:aws:cloudtrail:arn"] == "arn:aws:cloudtrail:*:999988887777:trail/eventbridge-notifier"
    error_message = "it encrypts with the key"
  }

  assert {
    condition     = length([for one in jsondecode(aws_iam_role_policy.trail_logs[0].policy).Statement[0].Resource : one if endswith(one, ":log-stream:999988887777_*")]) == 1
    error_message = "it writes log streams of the management account"
  }
}

# The function that reconciles: off unless asked for, what it reads, and what rings.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  watches       = { keys = { event_pattern = "{\"source\":[\"aws.iam\"]}" } }
}

run "off" {
  command = plan

  assert {
    condition     = length(module.reconcile) + length(aws_cloudwatch_metric_alarm.missing) + length(aws_cloudwatch_metric_alarm.not_reconciled) == 0
    error_message = "nothing is made that was not asked for"
  }
}

run "files_of_the_trail" {
  variables {
    reconcile = { enabled = true, hours = 6, regions = ["eu-west-1", "us-east-1"] }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.missing[0].period == 21600 && toset(aws_cloudwatch_metric_alarm.missing[0].alarm_actions) == toset(var.alarm_actions) && toset(aws_cloudwatch_metric_alarm.not_reconciled[0].alarm_actions) == toset(var.alarm_actions)
    error_message = "it rings until the next run, and tells whom every alarm tells"
  }

  assert {
    condition     = [for one in local.reconcile_statements : one.Resource if contains(["FindFiles", "ReadFiles"], one.Sid)] == [local.trail_bucket_arn, "${local.trail_bucket_arn}/AWSLogs/*"]
    error_message = "it reads the files of the stack's own trail, and no other bucket"
  }

  assert {
    condition     = length(setsubtract(flatten([for one in local.reconcile_statements : one.Action]), ["cloudtrail:DescribeTrails", "cloudtrail:LookupEvents", "cloudwatch:PutMetricData", "dynamodb:BatchGetItem", "events:ListEventBuses", "events:ListRules", "events:ListTagsForResource", "events:ListTargetsByRule", "kms:Decrypt", "lambda:GetFunctionConfiguration", "s3:GetObject", "s3:ListBucket", "sqs:ListQueues"])) == 0
    error_message = "but for one metric it only reads"
  }
}

run "event_history" {
  variables {
    create_trail = false
    may_change   = ["trail_bucket", "trail_logs"]
    reconcile    = { enabled = true }
  }

  assert {
    condition     = !anytrue([for one in local.reconcile_statements : contains(flatten([one.Action]), "s3:GetObject")]) && contains(local.reconcile_statements[0].Action, "ec2:DescribeRegions")
    error_message = "without a trail of the stack's own it reads Event history, and no bucket"
  }
}

run "refuses_hours" {
  command = plan

  variables {
    reconcile = { hours = 0.5 }
  }

  expect_failures = [var.reconcile]
}

run "refuses_accounts" {
  command = plan

  variables {
    reconcile = { accounts = ["12"] }
  }

  expect_failures = [var.reconcile]
}

run "refuses_regions" {
  command = plan

  variables {
    reconcile = { regions = ["mars"] }
  }

  expect_failures = [var.reconcile]
}

# Values at the edges of what is allowed. A plan that passes is the promise.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "the_least" {
  command = plan

  variables {
    name                = "n12"
    tags                = {}
    table_name          = "a.b"
    retention_days      = 0
    trail               = { retention_days = 1 }
    recorder            = { runtime = "python3.11", architecture = "x86_64", memory_mb = 128, timeout_seconds = 5, log_level = "TRACE", reserved_concurrency = 1 }
    retry               = { maximum_age_seconds = 60, maximum_attempts = 0, function_age_seconds = 60, function_retry_attempts = 0, queue_maximum_deliveries = 1 }
    queue_message_bytes = 262144
    archive             = { enabled = true, retention_days = 0 }
    log_retention_days  = 0
    watches = {
      w = { event_pattern = " {\n\"source\" : [\"aws.ec2\"] }" }
    }
  }
}

run "the_most" {
  command = plan

  variables {
    name               = "n-23456789012345678901234567"
    table_name         = format("%0255d", 0)
    retention_days     = 36500
    event_format       = "compressed"
    delivery           = "queue"
    trail              = { retention_days = 3650, data_resources = ["AWS::S3::Object", "AWS::DynamoDB::Table"], organization = true, owner_account_id = "999988887777" }
    recorder           = { memory_mb = 10240, timeout_seconds = 900, log_level = "FATAL", reserved_concurrency = 1000 }
    retry              = { maximum_age_seconds = 86400, maximum_attempts = 185, function_age_seconds = 21600, function_retry_attempts = 2, queue_maximum_deliveries = 1000 }
    archive            = { enabled = true, retention_days = 3650 }
    log_retention_days = 3653
    accounts           = ["111122223333", "444455556666"]
    organization_id    = "o-exampleorgid"
    topics             = { (format("%057d", 0)) = { subscriptions = { for protocol in ["email", "email-json", "https", "lambda", "sms", "sqs"] : protocol => { protocol = protocol, endpoint = "https://example.com" } } } }
    alarm_topics       = ["on-call_1"]
    webhooks           = { (format("%035d", 0)) = { url = "https://example.com/hook", field = "msg-1", key_header = "X-Key", key = "k", per_second = 300 } }
    tags               = { team = "security" }
    watches = {
      archived = { event_pattern = "{\"source\":[\"aws.ec2\"]}" }
      (format("%035d", 0)) = {
        event_pattern  = jsonencode({ source = [replace(format("%04081d", 0), "0", "<")] })
        description    = format("%0512d", 0)
        event_bus_name = "arn:aws:events:eu-west-1:111122223333:event-bus/aws.partner/example.com/1"
        state          = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
        severity       = "critical"
        record         = { field = format("%07985d", 0) }
        notify         = ["a", "b"]
        extra_targets = {
          function = { arn = "arn:aws:lambda:eu-west-1:111122223333:function:f", role_arn = "arn:aws:iam::111122223333:role/r" }
          group    = { arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/events/g" }
        }
      }
    }
  }
}

run "what_an_organization_asks_for" {
  variables {
    name                 = "a-b-1"
    log_retention_days   = 1
    create_key           = false
    kms_key_arn          = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mine"
    permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
    access_logs          = { bucket = "access-logs.example", prefix = "s3/" }
    replication          = { bucket_arn = "arn:aws:s3:::copy", kms_key_arn = "arn:aws:kms:eu-central-1:444455556666:key/copy", role_arn = "arn:aws:iam::111122223333:role/copy" }
    recorder = {
      signed_zip              = "./recorder.zip"
      code_signing_config_arn = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0"
      reserved_concurrency    = 5
      vpc                     = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
    }
  }

  assert {
    condition     = aws_iam_role.recorder.permissions_boundary == var.permissions_boundary && aws_iam_role.trail_logs[0].permissions_boundary == var.permissions_boundary
    error_message = "both roles are bounded"
  }

  assert {
    condition     = aws_lambda_function.recorder.vpc_config[0].subnet_ids == toset(["subnet-1"]) && aws_lambda_function.recorder.code_signing_config_arn == var.recorder.code_signing_config_arn && aws_lambda_function.recorder.reserved_concurrent_executions == 5
    error_message = "the function stands in the VPC, signed, with its share of the concurrency"
  }

  assert {
    condition     = length([for one in local.recorder_statements : one if one.Sid == "StandInVpc"]) == 1
    error_message = "a function in a VPC may make its interfaces"
  }
}

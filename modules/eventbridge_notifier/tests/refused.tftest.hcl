# Values that are refused. Each run breaks one rule of each variable that it names, and every rule
# of every variable is broken by some run.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "a_name_that_begins_with_a_hyphen" {
  command = plan

  variables {
    watches              = { "-w" = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
    trail                = { retention_days = 0 }
    access_logs          = { bucket = "Not_A_Bucket" }
    replication          = { bucket_arn = "bucket", kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mine", role_arn = "arn:aws:iam::111122223333:role/mine" }
    table_name           = "a"
    retention_days       = -1
    event_format         = "json"
    recorder             = { runtime = "python3.10" }
    retry                = { maximum_attempts = 0.5 }
    queue_message_bytes  = 262143
    archive              = { retention_days = -1 }
    topics               = { "a b" = {} }
    alarm_actions        = ["on-call"]
    alarm_topics         = ["a.b"]
    log_retention_days   = 8
    create_key           = false
    permissions_boundary = "boundary"
    accounts             = ["1234"]
  }

  expect_failures = [var.watches, var.trail, var.access_logs, var.replication, var.table_name, var.retention_days, var.event_format, var.recorder, var.retry, var.queue_message_bytes, var.archive, var.topics, var.alarm_actions, var.alarm_topics, var.log_retention_days, var.create_key, var.permissions_boundary, var.accounts]
}

run "a_rule_name_of_65_characters" {
  command = plan

  variables {
    watches             = { (format("%044d", 0)) = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
    trail               = { retention_days = 1.5 }
    replication         = { bucket_arn = "arn:aws:s3:::mine", kms_key_arn = "key", role_arn = "arn:aws:iam::111122223333:role/mine" }
    table_name          = "a b c"
    retention_days      = 0.5
    recorder            = { architecture = "arm" }
    retry               = { maximum_age_seconds = 59 }
    queue_message_bytes = 1048577
    archive             = { retention_days = 0.5 }
    topics              = { a = { subscriptions = { me = { protocol = "http", endpoint = "http://example.com" } } } }
    create_key          = false
    kms_key_arn         = "arn:aws:kms:eu-west-1:111122223333:alias/mine"
  }

  expect_failures = [var.watches, var.trail, var.replication, var.table_name, var.retention_days, var.recorder, var.retry, var.queue_message_bytes, var.archive, var.topics, var.kms_key_arn]
}

run "a_pattern_that_is_no_object" {
  command = plan

  variables {
    watches             = { w = { event_pattern = "[1]" } }
    trail               = { data_resources = ["S3"] }
    replication         = { bucket_arn = "arn:aws:s3:::mine", kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mine", role_arn = "role" }
    recorder            = { memory_mb = 127 }
    retry               = { maximum_attempts = 186 }
    queue_message_bytes = 262144.5
    create_key          = true
    kms_key_arn         = "arn:aws:kms:eu-west-1:111122223333:key/mine"
  }

  expect_failures = [var.watches, var.trail, var.replication, var.recorder, var.retry, var.queue_message_bytes, var.create_key]
}

run "an_empty_pattern" {
  command = plan

  variables {
    trail    = { organization = true }
    watches  = { w = { event_pattern = "{}" } }
    recorder = { timeout_seconds = 901 }
    retry    = { function_age_seconds = 21601 }
  }

  expect_failures = [var.trail, var.watches, var.recorder, var.retry]
}

run "a_pattern_of_4097_characters" {
  command = plan

  variables {
    watches  = { w = { event_pattern = jsonencode({ source = [replace(format("%04082d", 0), "0", "<")] }) } }
    trail    = { owner_account_id = "111122223333" }
    recorder = { log_level = "LOUD" }
    retry    = { function_retry_attempts = 3 }
  }

  expect_failures = [var.watches, var.trail, var.recorder, var.retry]
}

run "a_bus_with_a_blank" {
  command = plan

  variables {
    watches         = { w = { event_pattern = "{\"source\":[\"aws.ec2\"]}", event_bus_name = "my bus" } }
    trail           = { organization = true, owner_account_id = "1234" }
    organization_id = "o-exampleorgid"
    recorder        = { reserved_concurrency = 0 }
    retry           = { queue_maximum_deliveries = 0 }
  }

  expect_failures = [var.watches, var.trail, var.recorder, var.retry]
}

# Values that are refused. Each run breaks one rule of each variable that it names, and every rule of
# every variable is broken by some run; refused_watch.tftest.hcl has those of a watch.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "round_1" {
  command = plan

  variables {
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
    log_retention_days   = 8
    create_key           = false
    permissions_boundary = "boundary"
    accounts             = ["1234"]
    may_change           = ["bucket"]
  }

  expect_failures = [var.trail, var.access_logs, var.replication, var.table_name, var.retention_days, var.event_format, var.recorder, var.retry, var.queue_message_bytes, var.archive, var.topics, var.alarm_actions, var.log_retention_days, var.create_key, var.permissions_boundary, var.accounts, var.may_change]
}

run "round_2" {
  command = plan

  variables {
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

  expect_failures = [var.trail, var.replication, var.table_name, var.retention_days, var.recorder, var.retry, var.queue_message_bytes, var.archive, var.topics, var.kms_key_arn]
}

run "round_3" {
  command = plan

  variables {
    trail               = { data_resources = ["S3"] }
    replication         = { bucket_arn = "arn:aws:s3:::mine", kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mine", role_arn = "role" }
    recorder            = { memory_mb = 127 }
    retry               = { maximum_attempts = 186 }
    queue_message_bytes = 262144.5
    create_key          = true
    kms_key_arn         = "arn:aws:kms:eu-west-1:111122223333:key/mine"
    accounts            = [for last in range(50) : format("%012d", last)]
  }

  expect_failures = [var.trail, var.replication, var.recorder, var.retry, var.queue_message_bytes, var.create_key, var.accounts]
}

run "round_4" {
  command = plan

  variables {
    trail    = { organization = true }
    recorder = { timeout_seconds = 901 }
    retry    = { function_age_seconds = 21601 }
    webhooks = { for last in range(80) : "w${last}" => { url = "https://example.com" } }
  }

  expect_failures = [var.trail, var.recorder, var.retry, var.webhooks]
}

run "round_5" {
  command = plan

  variables {
    trail        = { owner_account_id = "111122223333" }
    recorder     = { log_level = "LOUD" }
    retry        = { function_retry_attempts = 3 }
    alarm_topics = ["a.b"]
  }

  expect_failures = [var.trail, var.recorder, var.retry, var.alarm_topics]
}

run "round_6" {
  command = plan

  variables {
    trail           = { organization = true, owner_account_id = "1234" }
    organization_id = "o-exampleorgid"
    recorder        = { reserved_concurrency = 0 }
    retry           = { queue_maximum_deliveries = 0 }
    alarm_topics    = ["chat"]
    webhooks        = { chat = { url = "https://example.com" } }
  }

  expect_failures = [var.trail, var.recorder, var.retry, var.alarm_topics]
}

run "round_7" {
  command = plan

  variables {
    webhooks        = { a = { url = "ftp://example.com" } }
    organization_id = "mine"
    recorder        = { code_signing_config_arn = "mine" }
    retry           = { maximum_age_seconds = 86401 }
  }

  expect_failures = [var.webhooks, var.organization_id, var.recorder, var.retry]
}

run "round_8" {
  command = plan

  variables {
    webhooks = { "a b" = { url = "https://example.com" } }
    recorder = { vpc = { subnet_ids = [], security_group_ids = ["sg-1"] } }
    retry    = { maximum_attempts = -1 }
  }

  expect_failures = [var.webhooks, var.recorder, var.retry]
}

run "round_9" {
  command = plan

  variables {
    webhooks = { a = { url = "https://example.com", field = "a\"b" } }
    recorder = { memory_mb = 128.5 }
    retry    = { function_age_seconds = 59 }
  }

  expect_failures = [var.webhooks, var.recorder, var.retry]
}

run "round_10" {
  command = plan

  variables {
    webhooks = { a = { url = "https://example.com", per_second = 301 } }
    recorder = { timeout_seconds = 4 }
    retry    = { queue_maximum_deliveries = 1001 }
  }

  expect_failures = [var.webhooks, var.recorder, var.retry]
}

run "round_11" {
  command = plan

  variables {
    webhooks = { ops = { url = "https://example.com" } }
    topics   = { ops = {} }
    recorder = { reserved_concurrency = 1.5 }
  }

  expect_failures = [var.webhooks, var.recorder]
}

run "round_12" {
  command = plan

  variables {
    recorder = { vpc = { subnet_ids = ["subnet-1"], security_group_ids = [] } }
  }

  expect_failures = [var.recorder]
}

run "round_13" {
  command = plan

  variables {
    recorder = { signed_zip = "nowhere.zip" }
  }

  expect_failures = [var.recorder]
}

run "round_14" {
  command = plan

  variables {
    delivery = "queue"
    recorder = { reserved_concurrency = 1 }
  }

  expect_failures = [var.delivery]
}

run "round_15" {
  command = plan

  variables {
    delivery = "sqs" # its rules ask for a recorder that is right
  }

  expect_failures = [var.delivery]
}

run "a_name_with_capitals" {
  command = plan

  variables {
    name = "Name"
  }

  expect_failures = [var.name]
}

run "a_name_of_29_characters" {
  command = plan

  variables {
    name = format("%029d", 0)
  }

  expect_failures = [var.name]
}

run "a_name_that_ends_in_a_hyphen" {
  command = plan

  variables {
    name = "name-"
  }

  expect_failures = [var.name]
}

run "a_name_with_two_hyphens_in_a_row" {
  command = plan

  variables {
    name = "a--b"
  }

  expect_failures = [var.name]
}

run "round_16" {
  command = plan

  variables {
    recorder = { maximum_concurrency = 1 }
  }

  expect_failures = [var.recorder]
}

run "round_17" {
  command = plan

  variables {
    recorder = { maximum_concurrency = 6, reserved_concurrency = 5 }
  }

  expect_failures = [var.recorder]
}

run "round_18" {
  command = plan

  variables {
    recorder = { code_signing_config_arn = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0" }
  }

  expect_failures = [var.recorder]
}

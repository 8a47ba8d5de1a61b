# Values of a stack's parts that are refused: who sends, packed rules, shards, heartbeats, the trail's
# selectors. refused.tftest.hcl says how a run is written.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "round_1" {
  command = plan

  variables {
    receiving_bus            = "mine"
    forwarded_events_an_hour = 0.5
    heartbeat                = { minutes = 4 }
    reconcile                = { hours = 25, accounts = ["12"], regions = ["mars"], signed_zip = "./nowhere.zip" }
    shards                   = { day = 0 }
    trail                    = { data_selectors = [{ type = "AWS::S3::Object", arns = ["bucket"] }] }
    packed                   = { rules = { _packed-a = { event_pattern = "{}", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" } } }
  }

  expect_failures = [var.receiving_bus, var.forwarded_events_an_hour, var.heartbeat, var.reconcile, var.shards, var.trail, var.packed]
}

run "round_2" {
  command = plan

  variables {
    accounts      = [for number in range(700) : format("%012d", number)]
    receiving_bus = "own"
    read_shards   = { watch = 257 }
    heartbeat     = { places = ["mars"] }
    create_trail  = false
    reconcile     = { accounts = ["444455556666"] }
    trail         = { network_activity = ["ec2"] }
    packed        = { file = "watches.jsonl", sha256 = "0", rules = { mine = { event_pattern = "{}", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" } } }
  }

  expect_failures = [var.accounts, var.read_shards, var.heartbeat, var.reconcile, var.trail, var.packed]
}

run "round_3" {
  command = plan

  variables {
    heartbeat = { signed_zip = "./nowhere.zip" }
    reconcile = { enabled = true }
    recorder  = { code_signing_config_arn = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1", signed_zip = "./recorder.zip" }
    trail     = { insights = ["Rates"] }
    packed    = { file = "watches.jsonl", sha256 = "0", rules = { _packed-a = { event_pattern = "{}", state = "DISABLED", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" } } }
  }

  expect_failures = [var.heartbeat, var.reconcile, var.trail, var.packed]
}

run "round_4" {
  command = plan

  variables {
    heartbeat = { enabled = true }
    watches   = { heartbeat = { event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
    trail     = { data_selectors = [{ type = "AWS::S3::Object", arns = [for number in range(501) : "arn:aws:s3:::bucket-${number}/"] }] }
    packed    = { file = "watches.jsonl", sha256 = "0", rules = { _packed-a = { event_pattern = "[1]", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" } } }
  }

  expect_failures = [var.heartbeat, var.trail, var.packed]
}

run "round_5" {
  command = plan

  variables {
    packed = { file = "watches.jsonl", sha256 = "0", rules = { _packed-a = { event_pattern = "{}", sha256 = "0" } } }
  }

  expect_failures = [var.packed]
}

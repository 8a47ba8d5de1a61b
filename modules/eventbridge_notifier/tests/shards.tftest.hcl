# Over how many keys the indexes are spread, and what an upgrade keeps.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "a_new_stack_without_the_old_indexes" {
  variables {
    old_indexes = false
  }

  assert {
    condition     = toset(aws_dynamodb_table.this.global_secondary_index[*].name) == toset(["by_day_shard", "by_watch_shard", "by_resource"])
    error_message = "only the sharded indexes are made"
  }

  assert {
    condition     = toset(aws_dynamodb_table.this.attribute[*].name) == toset(["id", "watch", "time", "dayShard", "watchShard", "resourceShard"])
    error_message = "DynamoDB refuses attributes that no key names"
  }
}

run "readers_before_writers" {
  variables {
    shards      = { day = 12 }
    read_shards = { day = 24 }
  }

  assert {
    condition     = aws_lambda_function.recorder.environment[0].variables.SHARDS == "day=12,watch=12,resource=4" && aws_lambda_function.recorder.environment[0].variables.READ_SHARDS == "day=24,watch=12,resource=4"
    error_message = "readers look further than the recorder writes"
  }
}

run "readers_that_would_miss_records" {
  command = plan

  variables {
    read_shards = { watch = 4 }
  }

  expect_failures = [var.read_shards]
}

run "no_shard_at_all" {
  command = plan

  variables {
    shards = { resource = 0 }
  }

  expect_failures = [var.shards]
}

# What the function that tells people cannot be.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "nobody_would_be_told" {
  command = plan

  variables {
    notifier = { reserved_concurrency = 0 }
  }

  expect_failures = [var.notifier]
}

run "no_such_zip" {
  command = plan

  variables {
    notifier = { signed_zip = "not-there.zip" }
  }

  expect_failures = [var.notifier]
}

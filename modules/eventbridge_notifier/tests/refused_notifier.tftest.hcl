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

run "names_addresses_and_kinds" {
  command = plan

  variables {
    account_names = { "1234" = "short" }
    page          = "records.example.com"
    quiet         = [{ name = "q", until = 1 }, { name = "q", until = 2 }]
    webhooks      = { chat = { url = "https://hooks.example.com/x", kind = "irc" } }
  }

  expect_failures = [var.account_names, var.page, var.quiet, var.webhooks]
}

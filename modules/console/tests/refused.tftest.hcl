# What is refused at plan, by the variable's own words.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  records = {
    table_arn             = "arn:aws:dynamodb:eu-west-1:111122223333:table/eventbridge-notifier"
    recorder_function_arn = "arn:aws:lambda:eu-west-1:111122223333:function:eventbridge-notifier-recorder"
    spill_bucket_name     = "spill"
    kms_key_arn           = "arn:aws:kms:eu-west-1:111122223333:key/99999999-2222-3333-4444-555555555555"
  }
  sign_in  = { issuer = "https://sign-in.example.com", client_id = "console" }
  access   = { security = { groups = ["security"] } }
  function = { zip = "../eventbridge_notifier/recorder.zip" }
}

run "a_grant_for_nobody" {
  command = plan

  variables {
    access = { nobody = { accounts = ["111122223333"] } }
  }

  expect_failures = [var.access]
}

run "accounts_as_numbers" {
  command = plan

  variables {
    access = { some = { groups = ["a"], accounts = ["12345"] } }
  }

  expect_failures = [var.access]
}

run "a_severity_that_is_none" {
  command = plan

  variables {
    access = { some = { groups = ["a"], severities = ["urgent"] } }
  }

  expect_failures = [var.access]
}

run "an_address_that_is_none" {
  command = plan

  variables {
    access = { some = { emails = ["alice"] } }
  }

  expect_failures = [var.access]
}

run "more_than_an_environment_holds" {
  command = plan

  variables {
    access = { many = { groups = [for number in range(200) : sha256(tostring(number))] } }
  }

  expect_failures = [var.access]
}

run "an_issuer_without_tls" {
  command = plan

  variables {
    sign_in = { issuer = "http://sign-in.example.com", client_id = "console" }
  }

  expect_failures = [var.sign_in]
}

run "an_issuer_without_a_scheme" {
  command = plan

  variables {
    sign_in = { issuer = "sign-in.example.com", client_id = "console" }
  }

  expect_failures = [var.sign_in]
}

run "no_client" {
  command = plan

  variables {
    sign_in = { issuer = "https://sign-in.example.com", client_id = "" }
  }

  expect_failures = [var.sign_in]
}

run "a_secret_itself" {
  command = plan

  variables {
    sign_in = { issuer = "https://sign-in.example.com", client_id = "console", client_secret_arn = "hunter2" }
  }

  expect_failures = [var.sign_in]
}

run "scopes_without_openid" {
  command = plan

  variables {
    sign_in = { issuer = "https://sign-in.example.com", client_id = "console", scopes = ["email"] }
  }

  expect_failures = [var.sign_in]
}

run "a_session_of_an_hour" {
  command = plan

  variables {
    sign_in = { issuer = "https://sign-in.example.com", client_id = "console", session_minutes = 60 }
  }

  expect_failures = [var.sign_in]
}

run "a_view_with_its_question_mark" {
  command = plan

  variables {
    views = { deleted = "?change=deleted" }
  }

  expect_failures = [var.views]
}

run "no_zip" {
  command = plan

  variables {
    function = { zip = "nowhere.zip" }
  }

  expect_failures = [var.function]
}

run "another_architecture" {
  command = plan

  variables {
    function = { zip = "../eventbridge_notifier/recorder.zip", architecture = "arm" }
  }

  expect_failures = [var.function]
}

run "no_concurrency" {
  command = plan

  variables {
    function = { zip = "../eventbridge_notifier/recorder.zip", reserved_concurrency = 0 }
  }

  expect_failures = [var.function]
}

run "a_domain_with_a_scheme" {
  command = plan

  variables {
    domain = { name = "https://watch.example.com", certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/1" }
  }

  expect_failures = [var.domain]
}

run "a_name_that_is_too_long" {
  command = plan

  variables {
    name = "a-name-that-is-longer-than-any-stack-may-have"
  }

  expect_failures = [var.name]
}

run "a_throttle_of_nothing" {
  command = plan

  variables {
    throttle = { rate = 0 }
  }

  expect_failures = [var.throttle]
}

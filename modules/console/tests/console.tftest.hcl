# What the page is made of.

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

run "defaults" {
  assert {
    condition     = output.address == "https://abc123.execute-api.eu-west-1.amazonaws.com" && output.redirect_uri == "${output.address}/signed-in"
    error_message = "without a domain the page is at the API's own address"
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["ADDRESS"] == output.address
    error_message = "the function answers to that address, and to no other"
  }

  assert {
    condition     = !contains(keys(aws_lambda_function.this.environment[0].variables), "SECRET_ARN")
    error_message = "a public client has no secret"
  }

  assert {
    condition     = tonumber(aws_lambda_function.this.environment[0].variables["SESSION_SECONDS"]) == 900
    error_message = "a session lasts for 15 minutes"
  }

  assert {
    condition     = aws_apigatewayv2_route.this.authorization_type == "CUSTOM" && aws_apigatewayv2_authorizer.this.authorizer_result_ttl_in_seconds == 0
    error_message = "the authorizer is asked for each request"
  }

  assert {
    condition     = toset([for permission in aws_lambda_permission.api : permission.source_arn]) == toset(["arn:aws:execute-api:eu-west-1:111122223333:abc123/*/$default", "arn:aws:execute-api:eu-west-1:111122223333:abc123/authorizers/auth12"])
    error_message = "the API alone invokes the function, as integration and as authorizer"
  }

  assert {
    condition     = !strcontains(aws_apigatewayv2_stage.this.access_log_settings[0].format, "uery") && !strcontains(aws_apigatewayv2_stage.this.access_log_settings[0].format, "ookie")
    error_message = "the access log says paths, and nothing of what somebody looked for"
  }

  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) == 0 && length(aws_route53_record.this) == 0
    error_message = "a domain is made only where one is given"
  }
}

run "reading_alone" {
  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(output.reading_policy).Statement : [
        for action in statement.Action : can(regex(":(Query|Scan|Get|BatchGet|List|Describe|Decrypt)", action))
      ]
    ]))
    error_message = "nothing of what is read can be written"
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.this.policy, "secretsmanager")
    error_message = "without a client secret no secret can be read"
  }
}

run "with_a_secret" {
  variables {
    sign_in = {
      issuer            = "https://sign-in.example.com"
      client_id         = "console"
      client_secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:console-AbCdEf"
      session_minutes   = 5
    }
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Resource if statement.Sid == "ReadClientSecret"] == ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:console-AbCdEf"]
    error_message = "that secret can be read, and no other"
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["SESSION_SECONDS"] == "300"
    error_message = "a session may be shorter"
  }
}

run "with_a_domain" {
  variables {
    domain = {
      name            = "watch.example.com"
      certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"
      zone_id         = "Z123"
    }
  }

  assert {
    condition     = output.address == "https://watch.example.com" && aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "the page is at that name alone"
  }

  assert {
    condition     = toset(keys(aws_route53_record.this)) == toset(["A", "AAAA"])
    error_message = "the name is written for both kinds of addresses"
  }
}

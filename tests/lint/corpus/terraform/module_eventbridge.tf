module "eventbridge" {
  source = "terraform-aws-modules/eventbridge/aws"

  rules = {
    logins = {
      description = "Root signs in"
      event_pattern = jsonencode({
        source      = ["aws.signin"]
        detail-type = ["AWS Console Sign In via CloudTrail"]
        detail = {
          eventSource = ["signin.amazonaws.com"]
          eventName   = ["ConsoleLogn"]
        }
      })
      enabled = true
    }
    nightly = {
      schedule_expression = "rate(1 day)"
    }
  }
}

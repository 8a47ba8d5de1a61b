resource "aws_cloudwatch_event_rule" "account" {
  name = "account"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    account     = [123456789012]
  })
}

resource "aws_cloudwatch_event_rule" "denied" {
  name = "denied"
  event_pattern = jsonencode({
    source      = ["aws.signin"]
    detail-type = ["AWS Console Sign In via CloudTrail"]
    detail      = { userIdentity = { arn = ["arn:aws:iam::123456789012:user/*"] } }
  })
}

resource "aws_cloudwatch_event_rule" "typed" {
  name = "typed"
  event_pattern = jsonencode({
    source     = ["aws.health"]
    detailType = ["AWS Health Event"]
  })
}

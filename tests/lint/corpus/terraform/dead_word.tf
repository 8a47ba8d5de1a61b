resource "aws_cloudwatch_event_rule" "workflows" {
  name = "workflows"
  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["stepfunctions.amazonaws.com"]
      eventName   = ["DeleteStateMachine"]
    }
  })
}

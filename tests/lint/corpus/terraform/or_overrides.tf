resource "aws_cloudwatch_event_rule" "overridden" {
  name = "overridden"
  event_pattern = jsonencode({
    source      = ["aws.iam"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["iam.amazonaws.com"]
      eventName   = ["CreateUser"]
      "$or" = [
        { eventName = ["DeleteUser"] },
        { errorCode = [{ exists = true }] },
      ]
    }
  })
}

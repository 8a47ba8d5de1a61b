resource "aws_cloudwatch_event_rule" "others" {
  name = "others"
  event_pattern = jsonencode({
    source      = ["aws.iam"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource     = ["iam.amazonaws.com"]
      eventName       = ["CreateUser"]
      sourceIPAddress = [{ "anything-but" = "10.0.0.1" }, { "anything-but" = "10.0.0.2" }]
    }
  })
}

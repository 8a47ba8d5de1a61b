# eventbridge-notifier: ignore[event-name, no-source] events of our own, which look like these
resource "aws_cloudwatch_event_rule" "functions" {
  name = "functions"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["lambda.amazonaws.com"]
      eventName   = ["CreateFunction"]
    }
  })
}

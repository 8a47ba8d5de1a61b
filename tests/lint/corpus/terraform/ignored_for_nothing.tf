resource "aws_cloudwatch_event_rule" "functions" {
  name = "functions"
  event_pattern = jsonencode({
    source      = ["aws.lambda"]
    detail-type = ["AWS API Call via CloudTrail"]
    # eventbridge-notifier: ignore[event-name] it once was another
    detail = {
      eventSource = ["lambda.amazonaws.com"]
      eventName   = ["CreateFunction20150331"] # eventbridge-notifier: ignore[evnt-name]
    }
  })
}

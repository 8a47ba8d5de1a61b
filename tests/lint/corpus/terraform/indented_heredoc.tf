resource "aws_cloudwatch_event_rule" "trail" {
  name          = "trail"
  event_pattern = <<-PATTERN
    {
      "source": ["aws.cloudtrail"],
      "detail-type": ["AWS API Call via CloudTrail"],
      "eventName": ["StopLogging"]
    }
  PATTERN
}

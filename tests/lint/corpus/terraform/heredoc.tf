resource "aws_cloudwatch_event_rule" "trail" {
  name          = "trail"
  event_pattern = <<EOF
{
  "source": ["aws.cloudtrail"],
  "detail-type": ["AWS API Call via CloudTrail"],
  "detail": {
    "eventSource": ["cloudtrail.amazonaws.com"],
    "eventName": ["StopLoging"]
  }
}
EOF
}

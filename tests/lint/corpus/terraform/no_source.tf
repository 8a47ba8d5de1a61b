resource "aws_cloudwatch_event_rule" "anybody" {
  name = "anybody"
  event_pattern = jsonencode({
    detail-type = ["GuardDuty Finding"]
  })
}

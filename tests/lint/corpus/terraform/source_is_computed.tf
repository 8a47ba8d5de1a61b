resource "aws_cloudwatch_event_rule" "anybody" {
  name = "anybody"
  event_pattern = jsonencode({
    source      = var.sources
    detail-type = ["GuardDuty Finding"]
  })
}

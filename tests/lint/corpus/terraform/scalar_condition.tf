resource "aws_cloudwatch_event_rule" "scalar" {
  name = "scalar"
  event_pattern = jsonencode({
    source = "aws.health"
  })
}

resource "aws_cloudwatch_event_rule" "regex" {
  name = "regex"
  event_pattern = jsonencode({
    source = [{ regex = "aws\\..*" }]
  })
}

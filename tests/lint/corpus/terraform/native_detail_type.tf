resource "aws_cloudwatch_event_rule" "state" {
  name = "state"
  event_pattern = jsonencode({
    source      = ["aws.ec2"]
    detail-type = ["EC2 Instance State-Change Notification"]
    detail      = { state = ["terminated"] }
  })
}

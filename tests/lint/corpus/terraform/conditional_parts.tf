resource "aws_cloudwatch_event_rule" "maybe" {
  name = "maybe"
  event_pattern = jsonencode({
    source      = ["aws.ec2"]
    detail-type = var.native ? ["EC2 Instance State-change Notification"] : ["AWS API Call via CloudTrail"]
    detail      = { for key, value in var.detail : key => [value] }
  })
}

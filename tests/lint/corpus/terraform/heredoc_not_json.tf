resource "aws_cloudwatch_event_rule" "broken" {
  name          = "broken"
  event_pattern = <<EOF
{
  "source": ["aws.ec2"}
}
EOF
}

resource "aws_cloudwatch_event_archive" "all" {
  name             = "all"
  event_source_arn = aws_cloudwatch_event_bus.orders.arn
  event_pattern = jsonencode({
    eventSource = ["s3.amazonaws.com"]
    source      = ["aws.s3"]
  })
}

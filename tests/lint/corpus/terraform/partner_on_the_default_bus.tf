resource "aws_cloudwatch_event_rule" "partner" {
  name = "partner"
  event_pattern = jsonencode({
    source = ["aws.partner/example.com/team/alerts"]
  })
}

resource "aws_cloudwatch_event_rule" "elsewhere" {
  name           = "elsewhere"
  event_bus_name = aws_cloudwatch_event_bus.partner.name
  event_pattern = jsonencode({
    source = ["aws.partner/example.com/team/alerts"]
  })
}

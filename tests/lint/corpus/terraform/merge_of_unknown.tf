resource "aws_cloudwatch_event_rule" "keys" {
  name = "keys"
  event_pattern = jsonencode(merge(local.base, {
    detail = { eventName = ["Nonsense"] }
  }))
}

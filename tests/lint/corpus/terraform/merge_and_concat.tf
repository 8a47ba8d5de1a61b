resource "aws_cloudwatch_event_rule" "keys" {
  name = "keys"
  event_pattern = jsonencode(merge({
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    }, {
    detail = {
      eventSource = ["kms.amazonaws.com"]
      eventName   = concat(["DisableKey"], ["ScheduleKeyDeletoin"])
    }
  }))
}

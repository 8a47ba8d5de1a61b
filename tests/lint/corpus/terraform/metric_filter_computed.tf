resource "aws_cloudwatch_log_metric_filter" "each" {
  for_each       = local.filters
  name           = each.key
  log_group_name = "trail"
  pattern        = "{ ($.eventSource = ${each.value.source}) && ($.eventName = ${each.value.name}) }"
}

resource "aws_cloudwatch_log_metric_filter" "whole" {
  name           = "whole"
  log_group_name = "trail"
  pattern        = each.value.eventName
}

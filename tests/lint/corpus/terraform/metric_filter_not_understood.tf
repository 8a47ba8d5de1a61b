resource "aws_cloudwatch_log_metric_filter" "broken" {
  name           = "broken"
  log_group_name = "trail"
  pattern        = "{ ($.eventName = ConsoleLogin) && }"
}

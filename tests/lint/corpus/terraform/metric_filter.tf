resource "aws_cloudwatch_log_metric_filter" "policy" {
  name           = "policy"
  log_group_name = "trail"
  pattern        = "{ ($.eventName = DeleteGroupPolicy) || ($.eventName = \"DeleteRolPolicy\") }"

  metric_transformation {
    name      = "policy"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "trail" {
  name           = "trail"
  log_group_name = "trail"
  pattern        = "{ ($.eventSource = cloudtrail.amazonaws.com) && ($.eventName = StopLoging) }"
}

resource "aws_cloudwatch_log_metric_filter" "words" {
  name           = "words"
  log_group_name = "app"
  pattern        = "ERROR eventName"
}

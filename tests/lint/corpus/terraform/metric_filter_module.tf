module "log_metric_filter" {
  source = "terraform-aws-modules/cloudwatch/aws//modules/log-metric-filter"

  name           = "keys"
  log_group_name = "trail"
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisablKey) }"
}

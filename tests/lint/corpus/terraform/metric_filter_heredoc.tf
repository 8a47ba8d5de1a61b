resource "aws_cloudwatch_log_metric_filter" "buckets" {
  name           = "buckets"
  log_group_name = "trail"
  pattern        = <<-EOT
    { ($.eventSource = "s3.amazonaws.com") &&
      (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) ||
       ($.eventName = PutBucketPolcy)) }
  EOT
}

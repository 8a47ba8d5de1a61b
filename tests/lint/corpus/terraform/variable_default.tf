variable "pattern" {
  description = "What to watch"
  type        = any
  default = {
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["kmss.amazonaws.com"]
      eventName   = ["DisableKey"]
    }
  }
}

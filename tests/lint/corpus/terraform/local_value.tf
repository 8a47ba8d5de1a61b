locals {
  pattern = {
    source      = ["aws.organizations"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["organizations.amazonaws.com"]
      eventName   = ["LeaveOrganisation"]
    }
  }
  tags = { source = "terraform", detail-type = "none" }
}

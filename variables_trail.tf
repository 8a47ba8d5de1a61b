# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "create_trail" {
  description = "Make a CloudTrail trail. Set it to false if the account, or its organization, has one that logs management events in every region: a second copy costs 2.00 USD per 100,000 events."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = <<-EOT
    What the trail does besides feeding EventBridge.

    - `cloudwatch_logs`: a copy in CloudWatch Logs (0.50 USD per GB).
    - `topic`: a topic with notifications of new log files.
    - `retention_days`: for how many days its files are kept.
    - `data_resources`: whose data events it logs too (0.10 USD per 100,000): all resources of types such as `AWS::S3::Object`.
    - `data_selectors`: the same of some resources. `generate` writes them as `local.data_resources`.
      - `type`: the type of resources.
      - `arns`: of these resources alone; `{account}` in an ARN is this account. Without ARNs and prefixes, of all of the type.
      - `arn_prefixes`: of resources whose ARNs begin so.
    - `network_activity`: calls by way of VPC endpoints of which services it logs too (0.10 USD per 100,000): eventSources such as `ec2.amazonaws.com`. `generate` writes them as `local.network_activity`.
    - `insights`: which unusual activity it looks for (0.35 USD per 100,000 events that are looked at): `ApiCallRateInsight`, `ApiErrorRateInsight`. `generate` writes them as `local.insights`.
    - `organization`: make it the trail of all accounts of `organization_id`: apply it in the management account, or in CloudTrail's delegate. CloudTrail must be trusted by the organization first: `aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com`.
    - `owner_account_id`: in the delegate, the management account.
  EOT
  type = object({
    cloudwatch_logs  = optional(bool, true)
    topic            = optional(bool, true)
    retention_days   = optional(number, 400)
    data_resources   = optional(list(string), [])
    network_activity = optional(list(string), [])
    insights         = optional(list(string), [])
    organization     = optional(bool, false)
    owner_account_id = optional(string)
    data_selectors = optional(list(object({
      type         = string
      arns         = optional(list(string), [])
      arn_prefixes = optional(list(string), [])
    })), [])
  })
  default  = {}
  nullable = false
}

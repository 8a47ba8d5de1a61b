# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "create_trail" {
  description = "Make a CloudTrail trail. Say false where the account, or its organization, has one that logs management events in every region: a second copy costs 2.00 USD per 100,000 events."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = <<-EOT
    What the trail does besides feeding EventBridge.

    - `cloudwatch_logs`: a copy in CloudWatch Logs (0.50 USD per GB).
    - `topic`: a topic that tells of new log files.
    - `retention_days`: for how many days its files are kept.
    - `data_resources`: whose data events it logs too (0.10 USD per 100,000). Each is a type such as `AWS::S3::Object`, or an object:
      - `type`: the type of resources.
      - `arns`: of these resources alone; `{account}` in an ARN is this account.
      - `arn_prefixes`: of resources whose ARNs begin so.
    - `organization`: make it the trail of all accounts of `organization_id`: apply it in the management account, or in CloudTrail's delegate. CloudTrail must be trusted by the organization first: `aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com`.
    - `owner_account_id`: in the delegate, the management account.
  EOT
  type = object({
    cloudwatch_logs  = optional(bool, true)
    topic            = optional(bool, true)
    retention_days   = optional(number, 400)
    data_resources   = optional(any, []) # texts and objects: no other type of Terraform holds both
    organization     = optional(bool, false)
    owner_account_id = optional(string)
  })
  default  = {}
  nullable = false
}

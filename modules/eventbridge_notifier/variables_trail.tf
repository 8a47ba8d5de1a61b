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

  validation {
    condition     = var.trail.retention_days >= 1 && floor(var.trail.retention_days) == var.trail.retention_days
    error_message = "trail.retention_days must be a whole number of days, 1 or more."
  }

  validation {
    condition     = !var.trail.organization || var.organization_id != null
    error_message = "trail.organization needs organization_id."
  }

  validation {
    condition     = var.trail.owner_account_id == null ? true : can(regex("^[0-9]{12}$", var.trail.owner_account_id))
    error_message = "trail.owner_account_id must be the 12 digits of an account."
  }

  validation {
    condition     = var.trail.owner_account_id == null || var.trail.organization
    error_message = "trail.owner_account_id needs trail.organization: every other trail is its account's own."
  }

  validation {
    condition     = alltrue([for one in var.trail.data_resources : can(regex("^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$", try(one.type, one)))])
    error_message = "trail.data_resources must hold types of resources, such as AWS::S3::Object, or objects with such a type."
  }

  validation {
    condition     = alltrue([for one in var.trail.data_resources : length(setsubtract(try(keys(one), []), ["type", "arns", "arn_prefixes"])) == 0])
    error_message = "An object of trail.data_resources may have type, arns and arn_prefixes."
  }

  validation {
    condition     = alltrue(flatten([for one in var.trail.data_resources : [for arn in concat(try(one.arns, []), try(one.arn_prefixes, [])) : can(regex("^arn:", arn))]]))
    error_message = "arns and arn_prefixes of trail.data_resources must begin with arn:."
  }

  validation {
    condition     = sum(concat([0], [for one in var.trail.data_resources : 4 + length(try(one.arns, [])) + length(try(one.arn_prefixes, []))])) <= 500
    error_message = "trail.data_resources has ${sum(concat([0], [for one in var.trail.data_resources : 4 + length(try(one.arns, [])) + length(try(one.arn_prefixes, []))]))} values for selectors, and a trail takes 500: ask for prefixes, or for whole types."
  }
}

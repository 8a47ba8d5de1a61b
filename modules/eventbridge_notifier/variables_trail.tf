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
    condition     = alltrue([for type in concat(var.trail.data_resources, var.trail.data_selectors[*].type) : can(regex("^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$", type))])
    error_message = "trail.data_resources, and each type of trail.data_selectors, must be a type of resources such as AWS::S3::Object."
  }

  validation {
    condition     = alltrue(flatten([for one in var.trail.data_selectors : [for arn in concat(one.arns, one.arn_prefixes) : can(regex("^arn:", arn))]]))
    error_message = "arns and arn_prefixes of trail.data_selectors must begin with arn:."
  }

  validation {
    condition     = sum([4 * length(var.trail.data_resources), sum(concat([0], [for one in var.trail.data_selectors : 4 + length(one.arns) + length(one.arn_prefixes)])), 2 * length(var.trail.network_activity)]) <= 500
    error_message = "trail has ${sum([4 * length(var.trail.data_resources), sum(concat([0], [for one in var.trail.data_selectors : 4 + length(one.arns) + length(one.arn_prefixes)])), 2 * length(var.trail.network_activity)])} values for selectors, and a trail takes 500: ask for prefixes, or for whole types."
  }

  validation {
    condition     = alltrue([for source in var.trail.network_activity : can(regex("^[a-z0-9-]+\\.amazonaws\\.com$", source))])
    error_message = "trail.network_activity must hold eventSources such as ec2.amazonaws.com."
  }

  validation {
    condition     = length(setsubtract(var.trail.insights, ["ApiCallRateInsight", "ApiErrorRateInsight"])) == 0
    error_message = "trail.insights may hold ApiCallRateInsight and ApiErrorRateInsight."
  }
}

variable "create_trail" {
  description = "Make a CloudTrail trail. Say false where the account, or its organization, has one that logs management events in every region: a second copy costs 2.00 USD per 100,000 events."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = "What the trail does besides feeding EventBridge: a copy in CloudWatch Logs (0.50 USD per GB), a topic that tells of new log files, for how many days its files are kept, and the types of resources whose data events it logs too, such as AWS::S3::Object (0.10 USD per 100,000). organization makes it the trail of all accounts of organization_id: apply it in the management account, or in CloudTrail's delegate with the management account as owner_account_id."
  type = object({
    cloudwatch_logs  = optional(bool, true)
    topic            = optional(bool, true)
    retention_days   = optional(number, 400)
    data_resources   = optional(list(string), [])
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
    condition     = alltrue([for type in var.trail.data_resources : can(regex("^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$", type))])
    error_message = "trail.data_resources must hold types of resources, such as AWS::S3::Object."
  }
}

variable "access_logs" {
  description = "A bucket of yours that takes the S3 server access logs of the buckets made here, and a prefix. S3 delivers them only to a bucket encrypted with SSE-S3."
  type        = object({ bucket = string, prefix = optional(string, "") })
  default     = null

  validation {
    condition     = var.access_logs == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs.bucket))
    error_message = "access_logs.bucket must be the name of a bucket."
  }
}

variable "replication" {
  description = "A bucket of yours, best in an account of its own, to which S3 copies the objects of the buckets made here; the key that encrypts them there, and the role that S3 assumes."
  type        = object({ bucket_arn = string, kms_key_arn = string, role_arn = string })
  default     = null

  validation {
    condition     = var.replication == null ? true : can(regex("^arn:[a-z-]+:s3:::", var.replication.bucket_arn))
    error_message = "replication.bucket_arn must be the ARN of a bucket."
  }

  validation {
    condition     = var.replication == null ? true : can(regex("^arn:[a-z-]+:kms:", var.replication.kms_key_arn))
    error_message = "replication.kms_key_arn must be the ARN of a key."
  }

  validation {
    condition     = var.replication == null ? true : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/", var.replication.role_arn))
    error_message = "replication.role_arn must be the ARN of a role."
  }
}

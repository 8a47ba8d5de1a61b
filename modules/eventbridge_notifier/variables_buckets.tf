variable "access_logs" {
  description = <<-EOT
    A bucket of yours that takes the S3 server access logs of the buckets made here. S3 delivers them only to a bucket encrypted with SSE-S3.

    - `bucket`: its name.
    - `prefix`: what the logs' names begin with; `<name>-trail/` and `<name>-spill/` follow.
  EOT
  type        = object({ bucket = string, prefix = optional(string, "") })
  default     = null

  validation {
    condition     = var.access_logs == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs.bucket))
    error_message = "access_logs.bucket must be the name of a bucket."
  }
}

variable "replication" {
  description = <<-EOT
    A bucket of yours, best in an account of its own, to which S3 copies the objects of the buckets made here.

    - `bucket_arn`: its ARN.
    - `kms_key_arn`: the key that encrypts the copies.
    - `role_arn`: the role that S3 assumes.
  EOT
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

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
}

# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "access_logs" {
  description = <<-EOT
    A bucket of yours that takes the S3 server access logs of the buckets made here. S3 delivers them only to a bucket encrypted with SSE-S3.

    - `bucket`: its name.
    - `prefix`: what the logs' names begin with; `<name>-trail/` and `<name>-spill/` follow.
  EOT
  type        = object({ bucket = string, prefix = optional(string, "") })
  default     = null
}

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
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
}

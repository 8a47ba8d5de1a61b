variable "name" {
  description = "The bucket's name."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The partition of its ARN, such as aws."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The key that encrypts its objects."
  type        = string
  nullable    = false
}

variable "bucket_key" {
  description = "Let S3 derive the objects' keys from one for the bucket: fewer calls to KMS, and their encryption context names the bucket alone."
  type        = bool
  default     = true
  nullable    = false
}

variable "statements" {
  description = "Statements of its policy, as JSON text of a list; one that refuses requests without TLS is added."
  type        = string
  default     = "[]"
  nullable    = false
}

variable "expiration" {
  description = "Rules by which objects expire: prefix and days by the rule's id."
  type        = map(object({ prefix = string, days = number }))
  default     = {}
  nullable    = false
}

variable "noncurrent_days" {
  description = "For how many days an object that was deleted or replaced can be brought back."
  type        = number
  default     = 90
  nullable    = false
}

variable "noncurrent_prefixes" {
  description = "Where `noncurrent_days` holds; elsewhere such objects are kept for ever. Empty for the whole bucket."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "access_logs" {
  description = "The bucket that takes its S3 server access logs, and their prefix."
  type        = object({ bucket = string, prefix = string })
  default     = null
}

variable "replication" {
  description = "Where its objects are copied to: a bucket, the key that encrypts them there, and the role that S3 assumes."
  type        = object({ bucket_arn = string, kms_key_arn = string, role_arn = string })
  default     = null
}

variable "force_destroy" {
  description = "Let a destroy delete it when it is not empty."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Its tags."
  type        = map(string)
  default     = {}
  nullable    = false
}

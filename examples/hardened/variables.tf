# What an organization has already. terraform.tfvars holds examples.

variable "region" {
  description = "Where the recorder lives."
  type        = string
  nullable    = false
}

variable "security_email" {
  description = "Who is told."
  type        = string
  nullable    = false
}

variable "access_log_bucket" {
  description = "The bucket that takes S3 server access logs."
  type        = string
  nullable    = false
}

variable "replication" {
  description = "The bucket in the log archive account to which objects are copied, the key there, and the role that S3 assumes."
  type        = object({ bucket_arn = string, kms_key_arn = string, role_arn = string })
  nullable    = false
}

variable "permissions_boundary" {
  description = "The policy that bounds every role."
  type        = string
  nullable    = false
}

variable "code_signing_config_arn" {
  description = "The code signing configuration with the signing profile of whoever releases recorder.zip."
  type        = string
  nullable    = false
}

variable "signed_zip" {
  description = "The path of the module's recorder.zip as AWS Signer gives it back; README.md says how."
  type        = string
  nullable    = false
}

variable "signed_notifier_zip" {
  description = "The same of the module's notifier.zip."
  type        = string
  nullable    = false
}

variable "reserved_concurrency" {
  description = "How much of the account's concurrency is kept for the recorder: 5 or more. -1, for none, in an account whose quota is still 10, of which AWS lets nobody reserve any."
  type        = number
  default     = -1
  nullable    = false
}

variable "vpc" {
  description = "Subnets with a route to the VPC endpoints of DynamoDB and S3, and security groups that let the recorder reach them."
  type        = object({ subnet_ids = list(string), security_group_ids = list(string) })
  nullable    = false
}

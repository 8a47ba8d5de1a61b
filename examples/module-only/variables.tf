variable "access_log_bucket" {
  description = "A bucket of yours that takes S3 server access logs."
  type        = string
  default     = null
}

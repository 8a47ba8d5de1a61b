# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "log_retention_days" {
  description = "For how many days logs are kept: the recorder's, and the trail's copy in CloudWatch Logs; 0 keeps them for ever."
  type        = number
  default     = 365
  nullable    = false
}

variable "recorder" {
  description = <<-EOT
    The recorder's Lambda function, and what an organization may ask for besides.

    - `runtime`: `python3.11` to `python3.14`. `python3.14` needs version 6.20 of the AWS provider; older ones refuse it.
    - `architecture`: `arm64` or `x86_64`.
    - `memory_mb`, `timeout_seconds`: those of the function.
    - `log_level`: the least that it logs.
    - `reserved_concurrency`: how much of the account's concurrency is kept for it, and the most that it takes; -1 for neither. A new account has 10, of which AWS lets nobody reserve any: ask for a higher quota first.
    - `maximum_concurrency`: how many batches of up to 100 events Lambda takes from the queue at once, 2 to 1,000. Without it, `reserved_concurrency`, or 5.
    - `code_signing_config_arn`: a code signing configuration. It needs `signed_zip`.
    - `signed_zip`: the path of the module's `recorder.zip` as AWS Signer gives it back.
    - `vpc`: subnets and security groups to stand in. It needs endpoints for DynamoDB and S3.
  EOT
  type = object({
    runtime                 = optional(string, "python3.13")
    architecture            = optional(string, "arm64")
    memory_mb               = optional(number, 256)
    timeout_seconds         = optional(number, 30)
    log_level               = optional(string, "INFO")
    reserved_concurrency    = optional(number, -1)
    maximum_concurrency     = optional(number)
    code_signing_config_arn = optional(string)
    signed_zip              = optional(string)
    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))
  })
  default  = {}
  nullable = false
}

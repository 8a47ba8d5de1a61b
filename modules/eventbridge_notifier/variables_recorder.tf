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

  validation {
    condition     = contains(["python3.11", "python3.12", "python3.13", "python3.14"], var.recorder.runtime)
    error_message = "recorder.runtime must be python3.11, python3.12, python3.13 or python3.14."
  }

  validation {
    condition     = contains(["arm64", "x86_64"], var.recorder.architecture)
    error_message = "recorder.architecture must be arm64 or x86_64."
  }

  validation {
    condition     = var.recorder.memory_mb >= 128 && var.recorder.memory_mb <= 10240 && floor(var.recorder.memory_mb) == var.recorder.memory_mb
    error_message = "recorder.memory_mb must be a whole number between 128 and 10240."
  }

  validation {
    condition     = var.recorder.timeout_seconds >= 5 && var.recorder.timeout_seconds <= 900 && floor(var.recorder.timeout_seconds) == var.recorder.timeout_seconds
    error_message = "recorder.timeout_seconds must be a whole number between 5 and 900."
  }

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.recorder.log_level)
    error_message = "recorder.log_level must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }

  validation {
    condition     = var.recorder.reserved_concurrency == -1 || (var.recorder.reserved_concurrency > 0 && floor(var.recorder.reserved_concurrency) == var.recorder.reserved_concurrency)
    error_message = "recorder.reserved_concurrency must be a whole number above 0, or -1 for none: with 0 nothing would ever be recorded."
  }

  validation {
    condition     = var.recorder.code_signing_config_arn == null ? true : can(regex("^arn:[a-z-]+:lambda:.*:code-signing-config:", var.recorder.code_signing_config_arn))
    error_message = "recorder.code_signing_config_arn must be the ARN of a code signing configuration."
  }

  validation {
    condition     = var.recorder.code_signing_config_arn == null || var.recorder.signed_zip != null
    error_message = "recorder.code_signing_config_arn needs recorder.signed_zip: Lambda refuses code that is not signed."
  }

  validation {
    condition     = var.recorder.maximum_concurrency == null ? true : var.recorder.maximum_concurrency >= 2 && var.recorder.maximum_concurrency <= 1000 && floor(var.recorder.maximum_concurrency) == var.recorder.maximum_concurrency
    error_message = "recorder.maximum_concurrency must be a whole number between 2 and 1000."
  }

  validation {
    condition     = var.recorder.maximum_concurrency == null || var.recorder.reserved_concurrency == -1 ? true : var.recorder.maximum_concurrency <= max(2, var.recorder.reserved_concurrency)
    error_message = "recorder.maximum_concurrency must not be above recorder.reserved_concurrency: a batch that the function refuses counts as a delivery, until its events are dead letters."
  }

  validation {
    condition     = var.recorder.signed_zip == null ? true : fileexists(var.recorder.signed_zip)
    error_message = "recorder.signed_zip must be the path of a file."
  }

  validation {
    condition     = var.recorder.vpc == null ? true : length(var.recorder.vpc.subnet_ids) > 0 && length(var.recorder.vpc.security_group_ids) > 0
    error_message = "recorder.vpc must name at least one subnet and one security group."
  }
}

variable "log_retention_days" {
  description = "For how many days logs are kept: the recorder's, and the trail's copy in CloudWatch Logs; 0 keeps them for ever."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch Logs takes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or 0 for ever."
  }
}

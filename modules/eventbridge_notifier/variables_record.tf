variable "table_name" {
  description = "What the table is called, when not as everything else."
  type        = string
  default     = null

  validation {
    condition     = var.table_name == null ? true : can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.table_name))
    error_message = "table_name must have 3 to 255 letters, digits and . _ -"
  }
}

variable "retention_days" {
  description = "For how many days a record is kept, counted from its event; 0 keeps it for ever."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.retention_days >= 0 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number of days, or 0 for ever."
  }
}

variable "event_format" {
  description = "How the whole event is stored: as a map that people can read and filter in the DynamoDB console, or compressed, at a third to a half of the table's write units."
  type        = string
  default     = "map"
  nullable    = false

  validation {
    condition     = contains(["map", "compressed"], var.event_format)
    error_message = "event_format must be map or compressed."
  }
}

variable "recorder" {
  description = "The recorder's Lambda function: runtime, memory, timeout, and what an organization may ask for besides. Code signing wants the module's recorder.zip as AWS Signer gives it back: signed_zip is the path of that file."
  type = object({
    runtime                 = optional(string, "python3.13")
    architecture            = optional(string, "arm64")
    memory_mb               = optional(number, 256)
    timeout_seconds         = optional(number, 30)
    log_level               = optional(string, "INFO")
    reserved_concurrency    = optional(number, -1)
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
    condition     = var.recorder.signed_zip == null ? true : fileexists(var.recorder.signed_zip)
    error_message = "recorder.signed_zip must be the path of a file."
  }

  validation {
    condition     = var.recorder.vpc == null ? true : length(var.recorder.vpc.subnet_ids) > 0 && length(var.recorder.vpc.security_group_ids) > 0
    error_message = "recorder.vpc must name at least one subnet and one security group."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table. Say false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "may_destroy" {
  description = <<-EOT
    What a plan may replace or destroy although it holds data. Without this, a changed name is refused, and what create_key, create_trail and trail.cloudwatch_logs no longer ask for stays. Say it in the apply that shall do so, and take it back after.

    - `queues`: the queues, when `name` changes.
    - `table`: the table, when `name` or `table_name` changes.
    - `key`: the customer key, when `create_key` becomes false. KMS deletes it 30 days later.
    - `trail_bucket`: the bucket of the trail's files, when `create_trail` becomes false. It must be empty, or `force_destroy` be applied before.
    - `trail_logs`: the log group of the trail, when `trail.cloudwatch_logs` or `create_trail` becomes false.
  EOT
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.may_destroy, ["queues", "table", "key", "trail_bucket", "trail_logs"])) == 0
    error_message = "may_destroy must hold only queues, table, key, trail_bucket and trail_logs; ${join(", ", setsubtract(var.may_destroy, ["queues", "table", "key", "trail_bucket", "trail_logs"]))} is none of them."
  }
}

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
}

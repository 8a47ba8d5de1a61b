variable "delivery" {
  description = <<-EOT
    How events reach the recorder: `direct`, or by a `queue` that evens out bursts and makes the backlog visible. Without it, by the queue where `queue_message_bytes` is 1048576, which provider 6.8 and newer can make; older ones make queues of a quarter of that, into which large events do not fit, so direct. The queue stands either way; changing this moves the rules' targets and loses nothing.
  EOT
  type        = string
  default     = null

  validation {
    condition     = var.delivery == null ? true : contains(["direct", "queue"], var.delivery)
    error_message = "delivery must be direct or queue."
  }

  # maximum_concurrency of an event source mapping is 2 to 1000 (Lambda API reference, ScalingConfig).
  validation {
    condition     = !(var.delivery == null ? var.queue_message_bytes == 1048576 : var.delivery == "queue") || var.recorder.reserved_concurrency != 1
    error_message = "delivery = \"queue\" needs recorder.reserved_concurrency of 2 or more, or -1 for none: Lambda polls a queue with two batches at once at least, and with 1 it would refuse one of them until its events are dead letters."
  }
}

variable "retry" {
  description = <<-EOT
    How long EventBridge, Lambda and SQS go on trying before an event goes to a failure sink.

    - `maximum_age_seconds`, `maximum_attempts`: EventBridge's, for each target: 60 to 86,400, and 0 to 185.
    - `function_age_seconds`, `function_retry_attempts`: Lambda's, for an event that it has taken: 60 to 21,600, and 0 to 2.
    - `queue_maximum_deliveries`: SQS's, for a message before the recorder: 1 to 1,000.
  EOT
  type = object({
    maximum_age_seconds      = optional(number, 86400)
    maximum_attempts         = optional(number, 185)
    function_age_seconds     = optional(number, 21600)
    function_retry_attempts  = optional(number, 2)
    queue_maximum_deliveries = optional(number, 10)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for value in values(var.retry) : floor(value) == value])
    error_message = "What retry holds must be whole numbers."
  }

  validation {
    condition     = var.retry.maximum_age_seconds >= 60 && var.retry.maximum_age_seconds <= 86400
    error_message = "retry.maximum_age_seconds must be between 60 and 86400."
  }

  validation {
    condition     = var.retry.maximum_attempts >= 0 && var.retry.maximum_attempts <= 185
    error_message = "retry.maximum_attempts must be between 0 and 185."
  }

  validation {
    condition     = var.retry.function_age_seconds >= 60 && var.retry.function_age_seconds <= 21600
    error_message = "retry.function_age_seconds must be between 60 and 21600."
  }

  validation {
    condition     = var.retry.function_retry_attempts >= 0 && var.retry.function_retry_attempts <= 2
    error_message = "retry.function_retry_attempts must be 0, 1 or 2."
  }

  validation {
    condition     = var.retry.queue_maximum_deliveries >= 1 && var.retry.queue_maximum_deliveries <= 1000
    error_message = "retry.queue_maximum_deliveries must be between 1 and 1000."
  }
}

variable "queue_message_bytes" {
  description = "The largest message that the queues take. Set 1048576 with version 6.8 or newer of the provider: events have up to 1 MB. The default of `delivery` is then `queue`."
  type        = number
  default     = 262144
  nullable    = false

  validation {
    condition     = var.queue_message_bytes >= 262144 && var.queue_message_bytes <= 1048576 && floor(var.queue_message_bytes) == var.queue_message_bytes
    error_message = "queue_message_bytes must be a whole number between 262144 and 1048576."
  }
}

variable "archive" {
  description = <<-EOT
    An EventBridge archive of the watched events of the default bus, to be replayed.

    - `enabled`: keep an archive. Setting it back to false deletes the archive and its events.
    - `retention_days`: for how many days events are kept; 0 for ever.
  EOT
  type = object({
    enabled        = optional(bool, false)
    retention_days = optional(number, 30)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.archive.retention_days >= 0 && floor(var.archive.retention_days) == var.archive.retention_days
    error_message = "archive.retention_days must be a whole number of days, or 0 for ever."
  }
}

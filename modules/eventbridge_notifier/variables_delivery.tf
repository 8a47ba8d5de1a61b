variable "delivery" {
  description = "How events reach the recorder: direct, or by a queue that evens out bursts and makes the backlog visible."
  type        = string
  default     = "direct"
  nullable    = false

  validation {
    condition     = contains(["direct", "queue"], var.delivery)
    error_message = "delivery must be direct or queue."
  }

  # maximum_concurrency of an event source mapping is 2 to 1000 (Lambda API reference, ScalingConfig).
  validation {
    condition     = var.delivery != "queue" || var.recorder.reserved_concurrency != 1
    error_message = "delivery = \"queue\" needs recorder.reserved_concurrency of 2 or more, or -1 for none: Lambda polls a queue with two batches at once at least, and with 1 it would refuse one of them until its events are dead letters."
  }
}

variable "retry" {
  description = "How long EventBridge, and then Lambda, go on trying before an event goes to a failure sink."
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
  description = "The largest message that the queues take. Up to 1048576 from version 6.8 of the provider; events are up to 1 MB."
  type        = number
  default     = 262144
  nullable    = false

  validation {
    condition     = var.queue_message_bytes >= 262144 && var.queue_message_bytes <= 1048576 && floor(var.queue_message_bytes) == var.queue_message_bytes
    error_message = "queue_message_bytes must be a whole number between 262144 and 1048576."
  }
}

variable "archive" {
  description = "Keep the watched events of the default bus in an EventBridge archive, to replay them; for how many days, 0 for ever."
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

variable "topics" {
  description = "Topics for notify, with who is told. A topic that a watch names and this map does not is made without subscribers."
  type = map(object({
    subscriptions = optional(map(object({ protocol = string, endpoint = string })), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for topic in keys(var.topics) : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))])
    error_message = "A topic's name must have 1 to 57 letters, digits, - and _."
  }

  validation {
    condition = alltrue(flatten([for topic in values(var.topics) : [for one in values(topic.subscriptions) :
    contains(["email", "email-json", "https", "lambda", "sms", "sqs"], one.protocol)]]))
    error_message = "A subscription's protocol must be email, email-json, https, lambda, sms or sqs."
  }
}

variable "alarm_actions" {
  description = "ARNs of topics that are told when events cannot be recorded. Without one the alarms ring unheard."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_actions : can(regex("^arn:", arn))])
    error_message = "alarm_actions must hold ARNs."
  }
}

variable "alarm_topics" {
  description = "Names of topics made here that are told as well, as in notify."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for topic in var.alarm_topics : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))])
    error_message = "alarm_topics must hold names of topics: letters, digits, - and _, at most 57."
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

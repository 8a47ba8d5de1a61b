variable "name" {
  description = "What everything is called: the table, and the first part of every rule's name."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,27}$", var.name))
    error_message = "name must have 2 to 28 lower-case letters, digits and hyphens, and not begin with a hyphen: it becomes part of bucket and role names."
  }
}

variable "watches" {
  description = "What to watch for, by name. The generator writes this map; by hand, event_pattern alone is enough."
  type = map(object({
    event_pattern  = string
    description    = optional(string)
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    severity       = optional(string)
    record         = optional(map(string), {})
    notify         = optional(list(string), [])
    extra_targets  = optional(map(object({ arn = string, role_arn = optional(string) })), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.watches) : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", name))])
    error_message = "A watch's name must begin with a letter or digit and hold only letters, digits and . _ -"
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : can(keys(jsondecode(watch.event_pattern)))])
    error_message = "event_pattern must be the JSON text of an object."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : try(length(jsonencode(jsondecode(watch.event_pattern))), 0) <= 8192])
    error_message = "event_pattern must have 4,096 characters at most, which is EventBridge's limit."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : try(length(keys(jsondecode(watch.event_pattern))), 1) > 0])
    error_message = "event_pattern must not be empty: EventBridge refuses {}."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], watch.state)])
    error_message = "state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : watch.severity == null ? true : contains(["info", "low", "medium", "high", "critical"], watch.severity)])
    error_message = "severity must be info, low, medium, high or critical."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : length(coalesce(watch.description, "-")) <= 512])
    error_message = "description must have 512 characters at most."
  }

  validation {
    condition = alltrue(flatten([for watch in values(var.watches) : [for attribute in keys(watch.record) : !contains([
      "id", "watch", "time", "day", "eventId", "source", "detailType", "eventSource", "eventName",
      "account", "region", "actor", "severity", "event", "eventFormat", "eventLocation", "expiresAt",
    ], attribute)]]))
    error_message = "record must not name an attribute that every item has: id, watch, time, day, eventId, source, detailType, eventSource, eventName, account, region, actor, severity, event, eventFormat, eventLocation, expiresAt."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : 1 + length(watch.notify) + length(watch.extra_targets) <= 5])
    error_message = "A rule has five targets at most: the recorder, and four of notify and extra_targets together."
  }

  validation {
    condition     = alltrue(flatten([for watch in values(var.watches) : [for topic in watch.notify : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))]]))
    error_message = "notify must hold names of topics: letters, digits, - and _, at most 57."
  }
}

variable "create_trail" {
  description = "Make a CloudTrail trail. Say false where the account, or its organization, has one that logs management events in every region: a second copy costs 2.00 USD per 100,000 events."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = "What the trail does besides feeding EventBridge: a copy in CloudWatch Logs (0.50 USD per GB), a topic that tells of new log files, and for how many days its files are kept."
  type = object({
    cloudwatch_logs = optional(bool, true)
    topic           = optional(bool, true)
    retention_days  = optional(number, 400)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.trail.retention_days >= 1 && floor(var.trail.retention_days) == var.trail.retention_days
    error_message = "trail.retention_days must be a whole number of days, 1 or more."
  }
}

variable "access_logs" {
  description = "A bucket of yours that takes the S3 server access logs of the buckets made here, and a prefix. S3 delivers them only to a bucket encrypted with SSE-S3."
  type        = object({ bucket = string, prefix = optional(string, "") })
  default     = null
}

variable "replication" {
  description = "A bucket of yours, best in an account of its own, to which S3 copies the objects of the buckets made here; the key that encrypts them there, and the role that S3 assumes."
  type        = object({ bucket_arn = string, kms_key_arn = string, role_arn = string })
  default     = null
}

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
  description = "How the whole event is stored: as a map that people can read and filter in the DynamoDB console, or compressed, at a third of the write cost."
  type        = string
  default     = "map"
  nullable    = false

  validation {
    condition     = contains(["map", "compressed"], var.event_format)
    error_message = "event_format must be map or compressed."
  }
}

variable "delivery" {
  description = "How events reach the recorder: direct, or by a queue that evens out bursts and makes the backlog visible."
  type        = string
  default     = "direct"
  nullable    = false

  validation {
    condition     = contains(["direct", "queue"], var.delivery)
    error_message = "delivery must be direct or queue."
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

variable "recorder" {
  description = "The recorder's Lambda function: runtime, memory, timeout, and what an organization may ask for besides."
  type = object({
    runtime                 = optional(string, "python3.13")
    architecture            = optional(string, "arm64")
    memory_mb               = optional(number, 256)
    timeout_seconds         = optional(number, 30)
    log_level               = optional(string, "INFO")
    reserved_concurrency    = optional(number, -1)
    permissions_boundary    = optional(string)
    code_signing_config_arn = optional(string)
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
    condition     = var.recorder.memory_mb >= 128 && var.recorder.memory_mb <= 10240
    error_message = "recorder.memory_mb must be between 128 and 10240."
  }

  validation {
    condition     = var.recorder.timeout_seconds >= 5 && var.recorder.timeout_seconds <= 900
    error_message = "recorder.timeout_seconds must be between 5 and 900."
  }

  validation {
    condition     = var.recorder.reserved_concurrency == -1 || var.recorder.reserved_concurrency > 0
    error_message = "recorder.reserved_concurrency must be above 0, or -1 for none: with 0 nothing would ever be recorded."
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
    condition     = var.queue_message_bytes >= 262144 && var.queue_message_bytes <= 1048576
    error_message = "queue_message_bytes must be between 262144 and 1048576."
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
    condition = alltrue(flatten([for topic in values(var.topics) : [for one in values(topic.subscriptions) :
    contains(["email", "email-json", "https", "sqs", "lambda", "sms", "firehose"], one.protocol)]]))
    error_message = "A subscription's protocol must be email, email-json, https, sqs, lambda, sms or firehose."
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
}

variable "create_key" {
  description = "Make a customer key that encrypts everything. Say false and give kms_key_arn to use one of yours."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "With create_key = false: the key that encrypts everything. Its policy must say what the README lists."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key."
  }
}

variable "log_retention_days" {
  description = "For how many days the recorder's log is kept."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch Logs takes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table. Say false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}

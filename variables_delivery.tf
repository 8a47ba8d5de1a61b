# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

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
}

variable "delivery" {
  description = <<-EOT
    How events reach the recorder: `direct`, or by a `queue` that evens out bursts and makes the backlog visible. Without it, by the queue where `queue_message_bytes` is 1048576, which provider 6.8 and newer can make; older ones make queues of a quarter of that, into which large events do not fit, so direct. The queue stands either way; changing this moves the rules' targets and loses nothing.
  EOT
  type        = string
  default     = null
}

variable "queue_message_bytes" {
  description = "The largest message that the queues take. Set 1048576 with version 6.8 or newer of the provider: events have up to 1 MB. The default of `delivery` is then `queue`."
  type        = number
  default     = 262144
  nullable    = false
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
}

# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "alarm_actions" {
  description = "ARNs of topics that the alarms notify when events cannot be recorded. Without one nobody is notified."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "alarm_topics" {
  description = "Names of topics of this module, as in notify, that the alarms notify too."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "topics" {
  description = <<-EOT
    Topics for `notify` and `alarm_topics`, by name. A topic that is named there and not here is made without subscribers.

    - `subscriptions`: the subscribers, by a name of your choice: `protocol` is `email`, `email-json`, `https`, `lambda`, `sms` or `sqs`, `endpoint` the address. Messages that a subscriber does not accept wait in the queue `<name>-undelivered`.
  EOT
  type = map(object({
    subscriptions = optional(map(object({ protocol = string, endpoint = string })), {})
  }))
  default  = {}
  nullable = false
}

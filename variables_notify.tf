# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "alarm_actions" {
  description = "ARNs of topics that are told when events cannot be recorded. Without one the alarms ring unheard."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "alarm_topics" {
  description = "Names of topics made here that are told as well, as in notify."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "topics" {
  description = <<-EOT
    Topics for `notify` and `alarm_topics`, by name. A topic that is named there and not here is made without subscribers.

    - `subscriptions`: who is told, by a name of yours: `protocol` is `email`, `email-json`, `https`, `lambda`, `sms` or `sqs`, `endpoint` the address. What a subscriber does not take, in the end, waits in the queue `<name>-undelivered`.
  EOT
  type = map(object({
    subscriptions = optional(map(object({ protocol = string, endpoint = string })), {})
  }))
  default  = {}
  nullable = false
}

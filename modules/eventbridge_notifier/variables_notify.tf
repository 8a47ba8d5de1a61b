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

  validation {
    condition     = alltrue([for topic in keys(var.topics) : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))])
    error_message = "topic ${join(", ", [for topic in keys(var.topics) : "\"${topic}\"" if !can(regex("^[A-Za-z0-9_-]{1,57}$", topic))])}: a name must have 1 to 57 letters, digits, - and _."
  }

  validation {
    condition     = length(setsubtract(flatten([for topic in values(var.topics) : values(topic.subscriptions)[*].protocol]), ["email", "email-json", "https", "lambda", "sms", "sqs"])) == 0
    error_message = "topic ${join(", ", [for name, topic in var.topics : "\"${name}\"" if length(setsubtract(values(topic.subscriptions)[*].protocol, ["email", "email-json", "https", "lambda", "sms", "sqs"])) > 0])}: a subscription's protocol must be email, email-json, https, lambda, sms or sqs."
  }
}

variable "alarm_actions" {
  description = "ARNs of topics that the alarms notify when events cannot be recorded. Without one nobody is notified."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_actions : can(regex("^arn:", arn))])
    error_message = "alarm_actions must hold ARNs."
  }
}

variable "alarm_topics" {
  description = "Names of topics of this module, as in notify, that the alarms notify too."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for topic in var.alarm_topics : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))])
    error_message = "alarm_topics must hold names of topics: letters, digits, - and _, at most 57."
  }

  validation {
    condition     = length(setintersection(var.alarm_topics, nonsensitive(keys(var.webhooks)))) == 0
    error_message = "alarm_topics must not name a webhook (${join(", ", setintersection(var.alarm_topics, nonsensitive(keys(var.webhooks))))}): CloudWatch only notifies topics. Name a topic, and subscribe the webhook's service to it."
  }
}

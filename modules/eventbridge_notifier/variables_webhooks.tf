variable "webhooks" {
  description = "Addresses that get a message when a watch names them in notify, like a topic: Slack and whatever takes JSON. The address is the secret, so all of it is sensitive; it lies in the state all the same. field is the JSON key of the message, key a value that is sent in the header key_header."
  type = map(object({
    url        = string
    field      = optional(string, "text")
    key_header = optional(string, "X-Notifier")
    key        = optional(string, "eventbridge-notifier")
    per_second = optional(number, 10)
  }))
  default   = {}
  nullable  = false
  sensitive = true

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : can(regex("^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])", webhook.url))])
    error_message = "A webhook's url must begin with https://, but for one on this machine."
  }

  validation {
    condition     = alltrue([for name in keys(var.webhooks) : can(regex("^[A-Za-z0-9_-]{1,35}$", name))])
    error_message = "A webhook's name must have 1 to 35 letters, digits, - and _."
  }

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : can(regex("^[A-Za-z0-9_-]+$", webhook.field))])
    error_message = "A webhook's field must have letters, digits, - and _ only."
  }

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : webhook.per_second >= 1 && webhook.per_second <= 300 && floor(webhook.per_second) == webhook.per_second])
    error_message = "A webhook's per_second must be a whole number between 1 and 300."
  }

  validation {
    condition     = length(setintersection(keys(var.webhooks), keys(var.topics))) == 0
    error_message = "A name is a topic's or a webhook's, not both."
  }
}

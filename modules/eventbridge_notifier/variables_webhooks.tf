variable "webhooks" {
  description = <<-EOT
    Addresses that get a message when a watch names them in `notify`: Slack and whatever takes JSON. The address is the secret, so all of it is sensitive; it lies in the state all the same.

    - `url`: the address, which begins with `https://`.
    - `kind`: `slack`, `teams`, `pagerduty`, `webhook` (the alert as plain data), `ocsf` (an event of OCSF 1.1.0) or `text`.
    - `field`: the JSON key that holds the message, of `text`.
    - `key_header`, `key`: a header that is sent with it, such as `Authorization` and `Bearer xoxb-…` of a Slack bot.
    - `body`: further keys of the JSON that is sent, such as the `channel` of a Slack bot or PagerDuty's `routing_key`.
    - `per_second`: how often it is called at most, 1 to 300. What the kind takes, where nothing is said.
  EOT
  type = map(object({
    url        = string
    kind       = optional(string, "text")
    field      = optional(string, "text")
    key_header = optional(string, "X-Notifier")
    key        = optional(string, "eventbridge-notifier")
    body       = optional(map(string), {})
    per_second = optional(number)
  }))
  default   = {}
  nullable  = false
  sensitive = true

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : can(regex("^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])", webhook.url))])
    error_message = "webhook ${join(", ", [for name in nonsensitive(keys(var.webhooks)) : "\"${name}\"" if nonsensitive(!can(regex("^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])", var.webhooks[name].url)))])}: url must begin with https://, but for one on this machine."
  }

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : contains(["slack", "teams", "pagerduty", "webhook", "ocsf", "text"], webhook.kind)])
    error_message = "webhook ${join(", ", [for name in nonsensitive(keys(var.webhooks)) : "\"${name}\"" if nonsensitive(!contains(["slack", "teams", "pagerduty", "webhook", "ocsf", "text"], var.webhooks[name].kind))])}: kind must be slack, teams, pagerduty, webhook, ocsf or text."
  }

  validation {
    condition     = alltrue([for name in keys(var.webhooks) : can(regex("^[A-Za-z0-9_-]{1,35}$", name))])
    error_message = "webhook ${join(", ", [for name in nonsensitive(keys(var.webhooks)) : "\"${name}\"" if !can(regex("^[A-Za-z0-9_-]{1,35}$", name))])}: a name must have 1 to 35 letters, digits, - and _."
  }

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : can(regex("^[A-Za-z0-9_-]+$", webhook.field))])
    error_message = "webhook ${join(", ", [for name in nonsensitive(keys(var.webhooks)) : "\"${name}\"" if nonsensitive(!can(regex("^[A-Za-z0-9_-]+$", var.webhooks[name].field)))])}: field must have letters, digits, - and _ only."
  }

  validation {
    condition     = alltrue([for webhook in values(var.webhooks) : webhook.per_second == null ? true : contains(range(1, 301), webhook.per_second)])
    error_message = "webhook ${join(", ", [for name in nonsensitive(keys(var.webhooks)) : "\"${name}\"" if nonsensitive(var.webhooks[name].per_second == null ? false : !contains(range(1, 301), var.webhooks[name].per_second))])}: per_second must be a whole number between 1 and 300."
  }

  validation {
    condition     = length(setintersection(keys(var.webhooks), keys(var.topics))) == 0
    error_message = "webhook ${join(", ", setintersection(nonsensitive(keys(var.webhooks)), keys(var.topics)))}: a name is a topic's or a webhook's, not both."
  }

  # The role that EventBridge calls them with lists their ARNs, some 100 characters and two names each;
  # a role's policies have 10,240 (IAM user guide, "IAM and AWS STS quotas").
  validation {
    condition     = sum(concat([200], [for name in nonsensitive(keys(var.webhooks)) : 115 + length(var.name) + length(name)])) <= 10240
    error_message = "webhooks are ${length(nonsensitive(keys(var.webhooks)))}, and the policy of the role that calls them has 10,240 characters, which are some 65 webhooks."
  }
}

# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

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
}

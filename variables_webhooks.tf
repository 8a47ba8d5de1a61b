# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "webhooks" {
  description = <<-EOT
    Addresses that get a message when a watch names them in `notify`: Slack and whatever takes JSON. The address is the secret, so all of it is sensitive; it lies in the state all the same.

    - `url`: the address, which begins with `https://`.
    - `field`: the JSON key that holds the message.
    - `key_header`, `key`: a header that is sent with it.
    - `per_second`: how often it is called at most, 1 to 300.
  EOT
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
}

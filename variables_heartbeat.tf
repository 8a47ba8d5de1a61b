# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "heartbeat" {
  description = <<-EOT
    A call that changes nothing, made in each region and account from which events come, whose event must become a record; and an alarm that rings on silence. It proves its own way: trail, forwarder, rule, recorder, table.

    - `enabled`: whether it is made. The forwarders take it from the output `heartbeat`.
    - `minutes`: minutes between two calls. The alarm rings after two calls that were not recorded.
    - `places`: the regions, or accounts and regions (`444455556666/us-east-1`), that must beat besides home. Where it is empty: those that have beaten within the last day.
    - `signed_zip`: the path of the module's `heartbeat.zip` as AWS Signer gives it back.
  EOT
  type = object({
    enabled    = optional(bool, false)
    minutes    = optional(number, 15)
    places     = optional(set(string), [])
    signed_zip = optional(string)
  })
  default  = {}
  nullable = false
}

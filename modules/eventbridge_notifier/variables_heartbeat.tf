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

  validation {
    condition     = var.heartbeat.minutes >= 5 && var.heartbeat.minutes <= 1440 && floor(var.heartbeat.minutes) == var.heartbeat.minutes
    error_message = "heartbeat.minutes must be a whole number between 5 and 1440."
  }

  validation {
    condition     = alltrue([for place in var.heartbeat.places : can(regex("^([0-9]{12}/)?[a-z]{2,}(-[a-z]+)+-[0-9]+$", place))])
    error_message = "heartbeat.places: ${join(", ", [for place in var.heartbeat.places : place if !can(regex("^([0-9]{12}/)?[a-z]{2,}(-[a-z]+)+-[0-9]+$", place))])} must be a region, such as us-east-1, or an account and a region, such as 444455556666/us-east-1."
  }

  validation {
    condition     = var.heartbeat.signed_zip == null ? true : fileexists(var.heartbeat.signed_zip)
    error_message = "heartbeat.signed_zip must be the path of a file."
  }

  validation {
    condition     = !var.heartbeat.enabled || !contains(keys(var.watches), "heartbeat")
    error_message = "watch \"heartbeat\": the name is the heartbeat's own. Give the watch another one, or take heartbeat out."
  }
}

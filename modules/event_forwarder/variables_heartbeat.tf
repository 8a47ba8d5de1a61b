variable "heartbeat" {
  description = <<-EOT
    A call of this region and account that changes nothing, and whose event must come home: the output `heartbeat` of the stack there.

    - `enabled`: whether it is made.
    - `minutes`: between two calls, as at home.
    - `kms_key_arn`: a key of this region that encrypts the schedule; one of AWS's if none is given.
  EOT
  type = object({
    enabled     = optional(bool, false)
    minutes     = optional(number, 15)
    kms_key_arn = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.heartbeat.minutes >= 5 && var.heartbeat.minutes <= 1440 && floor(var.heartbeat.minutes) == var.heartbeat.minutes
    error_message = "heartbeat.minutes must be a whole number between 5 and 1440."
  }
}

variable "dashboard" {
  description = "Make a dashboard in CloudWatch of what is recorded, waits and is sent home: 3.00 USD a month beyond the first three of an account."
  type        = bool
  default     = false
  nullable    = false
}

variable "forwarded_events_an_hour" {
  description = "An alarm rings when other regions and accounts send home more events than this in an hour; 0 for no alarm. They cost 1.00 USD a million: 100,000 an hour are 73 USD a month."
  type        = number
  default     = 100000
  nullable    = false

  validation {
    condition     = var.forwarded_events_an_hour >= 0 && floor(var.forwarded_events_an_hour) == var.forwarded_events_an_hour
    error_message = "forwarded_events_an_hour must be a whole number, or 0 for no alarm."
  }
}

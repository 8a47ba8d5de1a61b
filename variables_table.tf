# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "old_indexes" {
  description = <<-EOT
    Keep the indexes of releases before 0.2, `by_day` and `by_watch`, which cost a write unit each for every record. A new stack needs none: say false. After an upgrade run `eventbridge-notifier records reindex`, and say false when it has found nothing more to do.
  EOT
  type        = bool
  default     = true
  nullable    = false
}

variable "read_shards" {
  description = <<-EOT
    Over how many keys readers look for the records: those of `shards`, unless these say more. Never lower one below what `shards` had while records of that time are kept, or they are no longer found.
  EOT
  type = object({
    day      = optional(number)
    watch    = optional(number)
    resource = optional(number)
  })
  default  = {}
  nullable = false
}

variable "shards" {
  description = <<-EOT
    Over how many keys the records of one day, of one watch and of one resource are spread. A key takes 1,000 records a second; every query asks for all of them. Raise `read_shards` first, apply, restart what reads (the console), then raise these.
  EOT
  type = object({
    day      = optional(number, 12)
    watch    = optional(number, 12)
    resource = optional(number, 4)
  })
  default  = {}
  nullable = false
}

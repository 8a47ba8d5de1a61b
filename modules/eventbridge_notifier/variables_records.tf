variable "table_name" {
  description = "What the table is called, when not as everything else."
  type        = string
  default     = null

  validation {
    condition     = var.table_name == null ? true : can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.table_name))
    error_message = "table_name must have 3 to 255 letters, digits and . _ -"
  }
}

variable "retention_days" {
  description = "For how many days a record is kept, counted from its event; 0 keeps it for ever."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.retention_days >= 0 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number of days, or 0 for ever."
  }
}

variable "event_format" {
  description = "How the whole event is stored: as a map that people can read and filter in the DynamoDB console, or compressed, at a third to a half of the table's write units."
  type        = string
  default     = "map"
  nullable    = false

  validation {
    condition     = contains(["map", "compressed"], var.event_format)
    error_message = "event_format must be map or compressed."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table. Set it to false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "may_change" {
  description = <<-EOT
    What a plan may make, replace or destroy although it holds data. Without this, a changed name is refused, what create_key, create_trail and trail.cloudwatch_logs no longer ask for stays, and what they ask for only later is refused. Say it in the apply that shall do so, and take it back after.

    - `queues`: the queues, when `name` changes.
    - `table`: the table, when `name` or `table_name` changes.
    - `key`: the customer key, when `create_key` changes. KMS deletes a key 30 days later.
    - `trail_bucket`: the bucket of the trail's files, when `create_trail` changes. To go, it must be empty, or `force_destroy` be applied before.
    - `trail_logs`: the log group of the trail, when `trail.cloudwatch_logs` or `create_trail` changes.
  EOT
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.may_change, ["queues", "table", "key", "trail_bucket", "trail_logs"])) == 0
    error_message = "may_change must hold only queues, table, key, trail_bucket and trail_logs; ${join(", ", setsubtract(var.may_change, ["queues", "table", "key", "trail_bucket", "trail_logs"]))} is none of them."
  }
}

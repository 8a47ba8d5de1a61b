variable "name" {
  description = "The stack's name."
  type        = string
  nullable    = false
}

variable "place" {
  description = "Where the stack stands."
  type        = object({ partition = string, region = string, account = string })
  nullable    = false
}

variable "table_arn" {
  description = "The table that holds the beats."
  type        = string
  nullable    = false
}

variable "table_name" {
  description = "Its name."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The key that encrypts table and log."
  type        = string
  nullable    = false
}

variable "minutes" {
  description = "Minutes between two beats."
  type        = number
  nullable    = false
}

variable "places" {
  description = "Home, home's reads, and the other places that must beat: `account/region`."
  type        = list(string)
  nullable    = false
}

variable "shards" {
  description = "Over how many keys the records of a watch are spread."
  type        = number
  nullable    = false
}

variable "function" {
  description = "The function's settings, those of the recorder for the most part."
  type = object({
    runtime                 = string
    architecture            = string
    zip                     = optional(string)
    code_signing_config_arn = optional(string)
    permissions_boundary    = optional(string)
    log_retention_days      = number
    alarm_actions           = list(string)
    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))
  })
  nullable = false
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  nullable    = false
}

variable "name" {
  description = "The function's name."
  type        = string
  nullable    = false
}

variable "description" {
  description = "What the function does."
  type        = string
  nullable    = false
}

variable "place" {
  description = "Where the stack stands."
  type        = object({ partition = string, region = string, account = string })
  nullable    = false
}

variable "kms_key_arn" {
  description = "The key that encrypts environment and log."
  type        = string
  nullable    = false
}

variable "code" {
  description = "What runs: the path of a zip, and what in it is called."
  type = object({
    zip             = string
    handler         = string
    memory_mb       = number
    timeout_seconds = number
  })
  nullable = false
}

variable "environment" {
  description = "The function's environment."
  type        = map(string)
  nullable    = false
}

variable "clock" {
  description = "The rule that invokes it."
  type = object({
    name        = string
    description = string
    schedule    = string
    target_id   = string
  })
  nullable = false
}

variable "role" {
  description = "The function's role; `statements` is the JSON text of a list: what its work needs."
  type = object({
    name        = string
    policy_name = string
    statements  = string
  })
  nullable = false
}

variable "function" {
  description = "The function's settings, those of the recorder for the most part."
  type = object({
    runtime                 = string
    architecture            = string
    code_signing_config_arn = optional(string)
    permissions_boundary    = optional(string)
    log_retention_days      = number
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

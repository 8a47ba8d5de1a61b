variable "function" {
  description = <<-EOT
    The Lambda function.

    - `zip`: the path of console-arm64.zip or console-x86_64.zip of a release, or as `make package-console` builds them
    - `architecture`: `arm64` or `x86_64`, as the zip says
    - `runtime`: the zips are compiled for `python3.13`; another starts more slowly
    - `memory_mb`: with which its share of a processor grows
    - `reserved_concurrency`: how much of the account's concurrency is kept for it, and the most that it takes; -1 for neither
    - `code_signing_config_arn`: a code signing configuration; `zip` must be signed then
    - `permissions_boundary`: the ARN of a policy that bounds its role
    - `vpc`: subnets and security groups to stand in. It needs a way to the provider, and endpoints for what `health` reads
  EOT
  type = object({
    zip                     = string
    architecture            = optional(string, "arm64")
    runtime                 = optional(string, "python3.13")
    memory_mb               = optional(number, 512)
    reserved_concurrency    = optional(number, -1)
    code_signing_config_arn = optional(string)
    permissions_boundary    = optional(string)
    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))
  })
  nullable = false

  validation {
    condition     = fileexists(var.function.zip)
    error_message = "function.zip must be the path of a file: take the zip of a release, or run `make package-console`."
  }

  validation {
    condition     = contains(["arm64", "x86_64"], var.function.architecture)
    error_message = "function.architecture must be arm64 or x86_64."
  }

  validation {
    condition     = contains(["python3.11", "python3.12", "python3.13", "python3.14"], var.function.runtime)
    error_message = "function.runtime must be python3.11, python3.12, python3.13 or python3.14."
  }

  validation {
    condition     = var.function.memory_mb >= 256 && var.function.memory_mb <= 10240 && floor(var.function.memory_mb) == var.function.memory_mb
    error_message = "function.memory_mb must be a whole number between 256 and 10240."
  }

  validation {
    condition     = var.function.reserved_concurrency == -1 || (var.function.reserved_concurrency > 0 && floor(var.function.reserved_concurrency) == var.function.reserved_concurrency)
    error_message = "function.reserved_concurrency must be a whole number above 0, or -1 for none: with 0 the page never answers."
  }

  validation {
    condition     = var.function.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::.*:policy/", var.function.permissions_boundary))
    error_message = "function.permissions_boundary must be the ARN of a policy."
  }

  validation {
    condition     = var.function.vpc == null ? true : length(var.function.vpc.subnet_ids) > 0 && length(var.function.vpc.security_group_ids) > 0
    error_message = "function.vpc must name at least one subnet and one security group."
  }
}

variable "log_retention_days" {
  description = "For how many days logs are kept. They say who used which path. 0 keeps them without limit."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch Logs takes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or 0 for ever."
  }
}

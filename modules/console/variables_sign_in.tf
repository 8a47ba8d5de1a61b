variable "sign_in" {
  description = <<-EOT
    The OIDC provider that people sign in at.

    - `issuer`: its address, exactly as its tokens write it
    - `client_id`: the client that the provider knows this page by; output `redirect_uri` is what to register there
    - `client_secret_arn`: the secret in Secrets Manager that holds the client's secret, as plain text; not for a public client
    - `client_secret_key_arn`: the key of that secret, where it is not AWS's own
    - `scopes`: what is asked for
    - `groups_claim`: the claim of the token that lists groups: `groups`, or `cognito:groups` of Cognito
    - `session_minutes`: for how long somebody is signed in; then the provider is asked again, for groups too
  EOT
  type = object({
    issuer                = string
    client_id             = string
    client_secret_arn     = optional(string)
    client_secret_key_arn = optional(string)
    scopes                = optional(set(string), ["openid", "email"])
    groups_claim          = optional(string, "groups")
    session_minutes       = optional(number, 15)
  })
  nullable = false

  validation {
    condition     = can(regex("^(https://[^/?#]+|http://(127\\.0\\.0\\.1|localhost):[0-9]+)(/[^?#]*)?$", var.sign_in.issuer))
    error_message = "sign_in.issuer must be an address with https://, without a query."
  }

  validation {
    condition     = var.sign_in.client_id != ""
    error_message = "sign_in.client_id must be the client's id at the provider."
  }

  validation {
    condition     = var.sign_in.client_secret_arn == null ? true : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:", var.sign_in.client_secret_arn))
    error_message = "sign_in.client_secret_arn must be the ARN of a secret in Secrets Manager: the secret itself would lie in Terraform's state."
  }

  validation {
    condition     = var.sign_in.client_secret_key_arn == null || var.sign_in.client_secret_arn != null
    error_message = "sign_in.client_secret_key_arn needs sign_in.client_secret_arn."
  }

  validation {
    condition     = contains(var.sign_in.scopes, "openid")
    error_message = "sign_in.scopes must hold openid: without it a provider sends no ID token."
  }

  validation {
    condition     = var.sign_in.session_minutes >= 1 && var.sign_in.session_minutes <= 15 && floor(var.sign_in.session_minutes) == var.sign_in.session_minutes
    error_message = "sign_in.session_minutes must be a whole number between 1 and 15: who leaves a group must not stay for longer."
  }
}

output "address" {
  description = "Where the page is."
  value       = local.address
}

output "redirect_uri" {
  description = "What to register at the OIDC provider as the client's redirect URI."
  value       = "${local.address}/signed-in"
}

output "domain_target" {
  description = "What a name of yours must be an alias of, where no zone_id is given; null without a domain."
  value       = one([for made in aws_apigatewayv2_domain_name.this : made.domain_name_configuration[0].target_domain_name])
}

output "function_name" {
  description = "The function."
  value       = aws_lambda_function.this.function_name
}

output "log_group_names" {
  description = "Where it is written who looked at which path, and which requests the API took."
  value       = { audit = aws_cloudwatch_log_group.function.name, access = aws_cloudwatch_log_group.access.name }
}

output "reading_policy" {
  description = "What of the function's permissions is about records: the JSON that `console --print-policy` prints."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.reading })
}

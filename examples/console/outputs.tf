output "address" {
  description = "Where the page is."
  value       = module.console.address
}

output "redirect_uri" {
  description = "What to register at the OIDC provider."
  value       = module.console.redirect_uri
}

output "reading_policy" {
  description = "What the page may read."
  value       = module.console.reading_policy
}

output "table_name" {
  description = "The table that holds the records."
  value       = module.notifier.table_name
}

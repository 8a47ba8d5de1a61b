output "arn" {
  description = "The key's ARN."
  value       = var.create ? aws_kms_key.this[0].arn : var.arn
}

output "policy" {
  description = "The policy of the key that was made; null where none was."
  value       = one(aws_kms_key.this[*].policy)
}

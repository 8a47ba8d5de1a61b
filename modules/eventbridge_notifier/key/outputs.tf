output "arn" {
  description = "The key's ARN."
  value       = var.arn != null ? var.arn : one(aws_kms_key.this[*].arn)
}

output "policy" {
  description = "The policy of the key that was made; null where none was."
  value       = one(aws_kms_key.this[*].policy)
}

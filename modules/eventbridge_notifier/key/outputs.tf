output "arn" {
  description = "The key's ARN."
  value       = var.create ? aws_kms_key.this[0].arn : var.arn
}

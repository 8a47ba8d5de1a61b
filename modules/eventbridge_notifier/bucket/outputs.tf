# Name and ARN wait for the policy: whoever writes here finds it in force.

output "name" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
  depends_on  = [aws_s3_bucket_policy.this]
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
  depends_on  = [aws_s3_bucket_policy.this]
}

output "plain_arn" {
  description = "The same ARN for those who need not wait, such as the statements of that policy."
  value       = local.arn
}

output "policy" {
  description = "The bucket's policy."
  value       = aws_s3_bucket_policy.this.policy
}

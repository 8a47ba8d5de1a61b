# Examples: put your own here.
region                  = "eu-west-1"
security_email          = "security@example.com"
access_log_bucket       = "example-access-logs"
permissions_boundary    = "arn:aws:iam::111122223333:policy/boundary"
code_signing_config_arn = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0"
signed_zip              = "recorder.signed.zip"
signed_notifier_zip     = "notifier.signed.zip"

replication = {
  bucket_arn  = "arn:aws:s3:::example-log-archive"
  kms_key_arn = "arn:aws:kms:eu-west-1:444455556666:key/11111111-2222-3333-4444-555555555555"
  role_arn    = "arn:aws:iam::111122223333:role/replicate-to-log-archive"
}

vpc = {
  subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
  security_group_ids = ["sg-0123456789abcdef0"]
}

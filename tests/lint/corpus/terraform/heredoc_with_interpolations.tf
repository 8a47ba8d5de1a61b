resource "aws_cloudwatch_event_rule" "bucket" {
  name          = "bucket"
  event_pattern = <<EOF
{
  "source": ["aws.s3"],
  "detail-type": ["AWS API Call via CloudTrail"],
  "detail": {
    "eventSource": ["s3.amazonaws.com"],
    "eventName": ${jsonencode(var.names)},
    "requestParameters": {"bucketName": ["${aws_s3_bucket.logs.id}"]}
  }
}
EOF
}

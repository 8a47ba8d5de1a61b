resource "aws_cloudwatch_event_rule" "bucket" {
  name = "bucket"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["s3.amazonaws.com"]
      eventName   = ["PutBucketPolicy", var.name]
      requestParamters = {
        bucketName = [aws_s3_bucket.logs.id]
      }
    }
  })
}

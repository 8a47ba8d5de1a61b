# What the trail logs.

locals {
  # Management events, read and write, are what a trail without selectors logs too. They are named all
  # the same: taking the last type of data_resources away would send PutEventSelectors an empty list.
  trail_selectors = merge(
    { management = [{ field = "eventCategory", equals = ["Management"], not_starts_with = null }] },
    { for type in toset(var.trail.data_resources) : type => concat(
      [
        { field = "eventCategory", equals = ["Data"], not_starts_with = null },
        { field = "resources.type", equals = [type], not_starts_with = null },
      ],
      [
        for arns in [lookup(local.trail_echoes, type, [])] :
        { field = "resources.ARN", equals = null, not_starts_with = arns } if length(arns) > 0
      ],
    ) },
  )

  # By type, what is written to because the trail has logged: its own bucket and topic, the buckets of
  # access logs and copies, and the recorder's. Logged in turn, each delivery would be the reason for
  # the next, for ever (CloudTrail user guide, "Logging data events").
  trail_echoes = {
    "AWS::S3::Object" = [for arn in concat(
      compact([local.trail_bucket_arn, local.spill_bucket_arn]),
      var.access_logs == null ? [] : ["arn:${local.partition}:s3:::${var.access_logs.bucket}"],
      var.replication == null ? [] : [var.replication.bucket_arn],
    ) : "${arn}/"]
    "AWS::SNS::Topic" = [local.trail_topic_arn]
  }
}

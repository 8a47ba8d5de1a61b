# What the trail logs.

locals {
  # A type of resources alone is all of them.
  data_resources = concat(
    [for type in var.trail.data_resources : { type = type, arns = tolist([]), arn_prefixes = tolist([]) }],
    var.trail.data_selectors,
  )

  # Management events, read and write, are what a trail without selectors logs too. They are named all
  # the same: taking the last type of data_resources away would send PutEventSelectors an empty list.
  # A type that stands in the list without ARNs is logged whole. `{account}` in an ARN is this account.
  trail_selectors = merge(
    { management = [{ field = "eventCategory", equals = ["Management"], starts_with = null, not_starts_with = null }] },
    { for type in local.whole_types : type => local.trail_data[type] },
    { for type, arns in local.trail_arns : "${type} by ARN" => concat(local.trail_data[type], [
      { field = "resources.ARN", equals = arns, starts_with = null, not_starts_with = null },
    ]) if length(arns) > 0 },
    { for type, prefixes in local.trail_prefixes : "${type} by prefix" => concat(
      [for one in local.trail_data[type] : one if one.field != "resources.ARN"],
      # A field stands once in a selector: what is logged and what is not are one selector's field.
      [{
        field           = "resources.ARN", equals = null, starts_with = prefixes,
        not_starts_with = length(lookup(local.trail_echoes, type, [])) > 0 ? local.trail_echoes[type] : null
      }],
    ) if length(prefixes) > 0 },
    { for source in toset(var.trail.network_activity) : "network activity of ${source}" => [
      { field = "eventCategory", equals = ["NetworkActivity"], starts_with = null, not_starts_with = null },
      { field = "eventSource", equals = [source], starts_with = null, not_starts_with = null },
    ] },
  )

  whole_types = toset([for one in local.data_resources : one.type if length(one.arns) + length(one.arn_prefixes) == 0])
  narrowed    = [for one in local.data_resources : one if !contains(local.whole_types, one.type)]

  trail_arns = { for type in toset(local.narrowed[*].type) : type => distinct(flatten([
    for one in local.narrowed : [for arn in one.arns : replace(arn, "{account}", local.account)] if one.type == type
  ])) }
  trail_prefixes = { for type in toset(local.narrowed[*].type) : type => distinct(flatten([
    for one in local.narrowed : [for arn in one.arn_prefixes : replace(arn, "{account}", local.account)] if one.type == type
  ])) }

  # What every selector of a type begins with. The recorder's own writes are left out: each record
  # would make another one.
  trail_data = { for type in toset(local.data_resources[*].type) : type => concat(
    [
      { field = "eventCategory", equals = ["Data"], starts_with = null, not_starts_with = null },
      { field = "resources.type", equals = [type], starts_with = null, not_starts_with = null },
      { field = "userIdentity.arn", equals = null, starts_with = null, not_starts_with = ["arn:${local.partition}:sts::${local.account}:assumed-role/${aws_iam_role.recorder.name}/"] },
    ],
    [
      for arns in [contains(local.whole_types, type) ? lookup(local.trail_echoes, type, []) : []] :
      { field = "resources.ARN", equals = null, starts_with = null, not_starts_with = arns } if length(arns) > 0
    ],
  ) }

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

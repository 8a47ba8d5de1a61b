# What a message says, as lines of text without a quote. channels.tf renders them.

locals {
  console_domain = lookup({
    aws-cn     = "console.amazonaws.cn"
    aws-eusc   = "console.amazonaws-eusc.eu"
    aws-us-gov = "console.amazonaws-us-gov.com"
  }, local.partition, "console.aws.amazon.com")

  # Which watches are for CloudTrail's events alone, that nobody but AWS can send.
  from_cloudtrail = {
    for name, pattern in { for name, watch in var.watches : name => try(jsondecode(watch.event_pattern), {}) if length(watch.notify) > 0 } :
    name => try(alltrue(concat(
      [length(pattern.source) > 0, length(pattern["detail-type"]) > 0],
      [for source in pattern.source : startswith(try(source.prefix, source), "aws.") && !startswith(try(source.prefix, source), "aws.partner/")],
      [for source in pattern.source : !startswith("aws.partner/", source.prefix) if can(source.prefix)],
      [for kind in pattern["detail-type"] : endswith(kind, " via CloudTrail")],
    )), false)
  }

  # EventBridge puts values into a template as they are: a quote in one would break the message,
  # and whoever wrote that quote would go unnoticed. So only fields that AWS itself writes.
  message_paths = {
    for name, cloudtrail in local.from_cloudtrail : name => merge({
      account = "$.account"
      event   = cloudtrail ? "$.detail.eventID" : "$.id"
      region  = "$.region"
      time    = "$.time"
    }, cloudtrail ? { what = "$.detail.eventName" } : {})
  }

  record_link = "https://${local.region}.${local.console_domain}/dynamodbv2/home?region=${local.region}#edit-item?itemMode=2&pk=<event>&route=ROUTE_ITEM_EXPLORER&table=${local.table_name}&sk="
  event_link  = "https://<region>.${local.console_domain}/cloudtrailv2/home?region=<region>#/events/<event>"

  message_lines = {
    for name, watch in var.watches : name => compact([
      "${upper(coalesce(watch.severity, "info"))}: ${name}",
      # Letters, digits and harmless signs: what else a description holds could end the line.
      trimspace(replace(replace(coalesce(watch.description, "An event that is watched for."), "/[^\\pL\\pM\\pN .,:;!?()=+_@#%*-]+/", " "), "/ +/", " ")),
      "${local.from_cloudtrail[name] ? "<what> in " : ""}account <account>, region <region>, <time>",
      local.from_cloudtrail[name] ? "Event: ${local.event_link}" : "Event: <event>",
      "Record: ${local.record_link}${name}",
    ]) if length(watch.notify) > 0
  }
}

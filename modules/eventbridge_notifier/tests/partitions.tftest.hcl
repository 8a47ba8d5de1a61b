# What depends on the partition. Plans alone: a stack that was applied keeps its place.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

run "in_china" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }

  override_data {
    target = data.aws_region.current
    values = { id = "cn-north-1" }
  }

  assert {
    condition     = local.via.dynamodb == "dynamodb.cn-north-1.amazonaws.com.cn" && local.key_statements.Logs.Principal.Service == "logs.cn-north-1.amazonaws.com.cn"
    error_message = "services and CloudWatch Logs have China's names"
  }

  assert {
    condition     = local.key_statements.Trail.Principal.Service == "cloudtrail.amazonaws.com" && startswith(local.trail_arn, "arn:aws-cn:cloudtrail:cn-north-1:")
    error_message = "other principals have the same name everywhere"
  }
}

run "where_logs_has_the_name_of_the_others" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-iso-e", dns_suffix = "cloud.adc-e.uk" }
  }

  override_data {
    target = data.aws_region.current
    values = { id = "eu-isoe-west-1" }
  }

  assert {
    condition     = local.via.s3 == "s3.eu-isoe-west-1.cloud.adc-e.uk" && local.key_statements.Logs.Principal.Service == "logs.eu-isoe-west-1.amazonaws.com"
    error_message = "the address of a service is not its name as a principal"
  }
}

run "addresses_of_services" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-eusc", dns_suffix = "amazonaws.eu" }
  }

  assert {
    condition     = endswith(local.via.s3, ".amazonaws.eu")
    error_message = "Europe's sovereign cloud has addresses of its own"
  }
}

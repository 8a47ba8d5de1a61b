# The module alone, with patterns written by hand and no generator. From the registry its source is
# "<owner>/eventbridge-notifier/aws".

provider "aws" {
  region = "eu-west-1"
}

module "notifier" {
  source = "../.."

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  name = "by-hand"

  watches = {
    python38-functions = {
      description   = "Lambda functions created on the retired Python 3.8"
      event_pattern = file("${path.module}/patterns/python38-functions.json")
      severity      = "medium"
      record        = { functionName = "requestParameters.functionName" }
    }

    snapshot-failed = {
      description = "An EBS snapshot failed"
      event_pattern = jsonencode({
        source      = ["aws.ec2"]
        detail-type = ["EBS Snapshot Notification"]
        detail      = { event = ["createSnapshot"], result = ["failed"] }
      })
      notify = ["ops"]
    }
  }

  topics = {
    ops = { subscriptions = { team = { protocol = "email", endpoint = "ops@example.com" } } }
  }
  alarm_topics = ["ops"]

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }
}

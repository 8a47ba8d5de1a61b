"""AWS on this machine: moto, CloudTrail, EventBridge delivery, and the Lambda runtime."""

from eventbridge_notifier.sandbox import moto_settings

moto_settings.apply()

"""EventBridge Scheduler: schedules that make API calls."""

"""What the recipe keeps of an event."""


def item(event):
    detail = event["detail"]
    parameters = detail["requestParameters"]
    return {
        "id": event["id"], "time": detail["eventTime"], "eventSource": detail["eventSource"],
        "eventName": detail["eventName"], "functionName": parameters["functionName"],
        "runtime": parameters["runtime"], "event": event}

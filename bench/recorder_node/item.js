"use strict";
// What the recipe keeps of an event; a batch of SQS is put one by one, as the recipe knows no other.

exports.item = (event) => ({
  id: event.id,
  time: event.detail.eventTime,
  eventSource: event.detail.eventSource,
  eventName: event.detail.eventName,
  functionName: event.detail.requestParameters.functionName,
  runtime: event.detail.requestParameters.runtime,
  event,
});

exports.recording = (put) => async (payload) => {
  const events = payload.Records ? payload.Records.map((one) => JSON.parse(one.body)) : [payload];
  try {
    for (const event of events) await put(exports.item(event));
    return "success";
  } catch (error) {
    return { statusCode: error.statusCode, body: error.message };
  }
};

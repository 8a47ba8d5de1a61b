// Names as people read them.

/** An actor's ARN without what all have in common: user/alice; deploy/github of a role's session. */
export function who(actor) {
  const found = /^arn:[^:]*:(?:iam|sts)::\d*:(?:assumed-role\/)?(.+)$/s.exec(actor ?? "");
  return found ? found[1] : (actor ?? "");
}

/** A resource's ARN without where it is; `Type/id` without the type, which stands beside it. */
export function resourceName(resource) {
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(resource ?? "");
  if (arn) return arn[1];
  const typed = /^AWS::\w+::\w+\/(.+)$/s.exec(resource ?? "");
  return typed ? typed[1] : (resource ?? "");
}

export const typeName = (type) => (type ?? "").replace(/^AWS::/, "");
export const named = (row) => row.eventName || row.detailType || "event";
export const many = (count, word) => `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

/** How a list shows the value of a facet. */
export function shownValue(name, value) {
  if (name === "actor") return who(value);
  if (name === "resource") return resourceName(value);
  return name === "type" ? typeName(value) : value;
}

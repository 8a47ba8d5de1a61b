// Asking the server. Everything that fails becomes a Trouble, with words for people.

export class Trouble extends Error {
  constructor(what, hint = "") {
    super(what);
    this.what = what;
    this.hint = hint;
  }
}

// A page that shows who reads it is a hosted one.
const SILENT = ["The page's server does not answer", document.querySelector("form.reader")
  ? "are you connected? Otherwise try again in a minute"
  : "is `eventbridge-notifier console` still running?"];

/** A Trouble for whatever was thrown. */
export const trouble = (error) =>
  error instanceof Trouble ? error : new Trouble(String(error?.message ?? error));

export async function ask(path, options) {
  const answer = await send(path, options);
  return answer.json();
}

/** Lines of JSON, one message after the other. */
export async function* lines(path, signal) {
  const answer = await send(path, { signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await read(reader);
    held += value ?? "";
    const whole = held.split("\n");
    held = done ? "" : whole.pop();
    for (const line of whole) if (line) yield checked(JSON.parse(line));
    if (done) return;
  }
}

function checked(message) {
  if (message.kind === "error") throw new Trouble(message.what, message.hint);
  return message;
}

async function read(reader) {
  try {
    return await reader.read();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble("The answer is incomplete", SILENT[1]);
  }
}

async function send(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble(...SILENT);
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({ what: `The server said ${answer.status}` }));
  // The session of a hosted page has ended, as the page or its API says: loading it again begins one.
  if (answer.status === 401 || (answer.status === 403 && !told.what)) location.reload();
  throw new Trouble(told.what, told.hint);
}

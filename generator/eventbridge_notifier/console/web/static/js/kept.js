// What this browser remembers between visits: the zone, the columns, and views by name.

const PREFIX = "eventbridge-notifier ";

export function kept(name, usual) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? usual;
  } catch {
    return usual;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing shows the usual next time.
  }
}

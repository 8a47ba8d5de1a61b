// What watches record beside what lists hold: asked for when the column is chosen.

import { ask } from "./api.js";
import { chosen } from "./columns.js";

const MOST = 100; // of one question

/** Gives the rows what their watches recorded, and calls `then`; does nothing without the column. */
export async function complete(rows, then) {
  if (!chosen().includes("recorded")) return;
  const wanted = rows.filter((one) => !one.recorded);
  for (let start = 0; start < wanted.length; start += MOST) {
    const some = wanted.slice(start, start + MOST);
    const query = new URLSearchParams();
    for (const row of some) query.append("key", JSON.stringify([row.id, row.watches[0].watch]));
    const { fields } = await ask(`api/fields?${query}`).catch(() => ({ fields: {} }));
    for (const row of some) row.recorded = fields[row.id] ?? {};
  }
  if (wanted.length) then();
}

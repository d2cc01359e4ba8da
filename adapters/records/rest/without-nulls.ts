/**
 * The JSON of an answer with the fields left out that are null: our contract takes a null where a field may be absent, since many systems write
 * one. A field that must be there is missed then, and a null in a list stays, and is refused.
 */
export function withoutNulls(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutNulls);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) => (value === null ? [] : [[name, withoutNulls(value)]])),
  );
}

/**
 * `JSON.stringify` of plain data, in pages where an old library gave arrays a `toJSON` of its own (Prototype
 * answers a text, and the server would read a text). `undefined` members are left out.
 */
export function enJson(valeur: unknown): string {
  if (typeof valeur !== 'object' || valeur === null) return JSON.stringify(valeur) ?? 'null';
  if (Array.isArray(valeur)) return `[${[...(valeur as unknown[])].map((une) => enJson(une)).join()}]`;
  const membres: string[] = [];
  for (const [cle, une] of Object.entries(valeur))
    if (une !== undefined) membres.push(`${JSON.stringify(cle)}:${enJson(une)}`);
  return `{${membres.join()}}`;
}

/**
 * Origin of the Parvis server, told by the script that runs: the loader, its chunks and the API share it.
 * `undefined` where modules have no http address.
 */
export function serveurParDefaut(): string | undefined {
  const { origin, protocol } = new URL(import.meta.url);
  return protocol.startsWith('http') ? origin : undefined;
}

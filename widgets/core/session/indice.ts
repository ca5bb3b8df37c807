/** Whose session: each role has its own routes, its own rights, its own session. */
export type Role = 'usager' | 'agent' | 'aidant';

/** Names the session of a role at a server: key of the page's discovery and of what is kept on the device. */
export const nomSession = (base: string, role: Role): string => `parvis ${base}${role}`;

/**
 * May there be a session to take up? A look into storage, and at the address a provider sends back to; all that a
 * page without a session ever runs. Reading is not storing.
 */
export function sessionPossible(base: string, role: Role): boolean {
  const nom = nomSession(base, role);
  try {
    return nom in sessionStorage || nom in localStorage;
  } catch {
    return false;
  }
}

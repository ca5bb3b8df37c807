/** The browser's own `Event`: old MooTools puts a class of its own in its place, but not in its descendants'. */
export const EvenementNatif = Object.getPrototypeOf(CustomEvent) as typeof Event;

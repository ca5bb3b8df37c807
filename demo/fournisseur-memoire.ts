import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Garde {
  charge: AdapterPayload;
  /** Milliseconds since the epoch. */
  fin: number;
}

/** What the demonstration's provider remembers, until it stops. */
export function creerMemoire(): (modele: string) => Adapter {
  const gardes = new Map<string, Garde>();
  const lire = (cle: string): AdapterPayload | undefined => {
    const garde = gardes.get(cle);
    if (garde && garde.fin > Date.now()) return garde.charge;
    gardes.delete(cle);
    return undefined;
  };
  const chercher = (modele: string, nom: 'uid' | 'userCode', valeur: string): AdapterPayload | undefined => {
    for (const cle of gardes.keys()) {
      const charge = cle.startsWith(`${modele} `) ? lire(cle) : undefined;
      if (charge?.[nom] === valeur) return charge;
    }
    return undefined;
  };
  return (modele) => ({
    upsert: async (id, charge, secondes) => {
      gardes.set(`${modele} ${id}`, { charge, fin: Date.now() + (secondes || 3600) * 1000 });
    },
    find: async (id) => lire(`${modele} ${id}`),
    findByUid: async (uid) => chercher(modele, 'uid', uid),
    findByUserCode: async (code) => chercher(modele, 'userCode', code),
    consume: async (id) => {
      const charge = lire(`${modele} ${id}`);
      if (charge) charge.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void gardes.delete(`${modele} ${id}`),
    revokeByGrantId: async (grant) => {
      for (const [cle, { charge }] of gardes) if (charge.grantId === grant) gardes.delete(cle);
    },
  });
}

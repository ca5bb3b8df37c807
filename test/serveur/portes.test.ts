/** Every route behind a door, tried without a key and with each of the wrong ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROLES_SESSION, type RoleSession } from '#contract/schemas/session.ts';
import { ouvrirBanc, ouvrirSessionDe, type Banc } from './banc.ts';
import { AIDANT, avecAidant } from './entrer.ts';
import type { Poste } from './poste.ts';

/** Where one comes in: open to all, by design. */
const ENTREES =
  /^(post \/\w+\/(connexion|sessions|sessions\/renouvellement|connexions|connexions\/\{id\})|get \/\w+\/connexions)$/;

async function routesDe(banc: Banc): Promise<{ methode: string; chemin: string; role: RoleSession }[]> {
  const { paths } = (await (await banc.get('openapi.json')).json()) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([chemin, verbes]) => {
    const role = ROLES_SESSION.find((un) => chemin.startsWith(`/${un}/`));
    const methodes = Object.keys(verbes).filter((methode) => !ENTREES.test(`${methode} ${chemin}`));
    return role ? methodes.map((methode) => ({ methode, chemin, role })) : [];
  });
}

test('no route of a role answers without its session, nor to the session of another role or another commune', async () => {
  await using banc = await ouvrirBanc({ communes: ['port-aubier', 'anse-vanille'], adapter: avecAidant });
  const sujets: Record<RoleSession, string> = {
    usager: '01990000-0000-7000-8000-0000000000aa',
    agent: 'agent@port-aubier.example',
    aidant: AIDANT,
  };
  const postes = {} as Record<RoleSession, Poste>;
  for (const role of ROLES_SESSION) postes[role] = await ouvrirSessionDe(banc, { role, sujet: sujets[role] });
  const routes = await routesDe(banc);
  assert.ok(routes.length > 60, `${routes.length} routes`);
  const ouvertes: string[] = [];
  for (const { methode, chemin, role } of routes) {
    const reel = chemin
      .slice(1)
      .replaceAll('{id}', '01990000-0000-7000-8000-0000000000bb')
      .replace(/\{\w+\}/g, 'PAB-7K4F-92QX');
    const essayer = async (
      poste: Poste | undefined,
      slug: 'port-aubier' | 'anse-vanille' = 'port-aubier',
    ) => {
      const corps = methode === 'get' || methode === 'delete' ? {} : { corps: {} };
      const reponse = await banc.appel(methode.toUpperCase(), reel, {
        slug,
        ...corps,
        ...(poste && { poste }),
      });
      await reponse.body?.cancel();
      return reponse.status;
    };
    const autres = ROLES_SESSION.filter((un) => un !== role);
    const vus = [
      await essayer(undefined),
      ...(await Promise.all(autres.map((un) => essayer(postes[un])))),
      await essayer(postes[role], 'anse-vanille'),
    ];
    if (vus.some((statut) => statut !== 401)) ouvertes.push(`${methode} ${chemin}: ${vus.join(' ')}`);
  }
  assert.deepEqual(ouvertes, []);
});

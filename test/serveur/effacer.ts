/** A citizen with a rare name, everything that can hold it, and a search of every byte that the server keeps. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { preparerSession } from '../../server/identite/sessions/ouvrir.ts';
import { DemandeAgent } from '#contract/schemas/agent.ts';
import { lire, type Banc } from './banc.ts';
import { Poste } from './poste.ts';

export const PERSONNE_RARE = {
  'demandeur-prenom': 'Zéphirine',
  'demandeur-nom': 'Quimerch',
  'demandeur-courriel': 'zephirine@quimerch.example',
  'demandeur-telephone': '0639985678',
  'demandeur-adresse': { voie: '7 venelle des Cormorans', codePostal: '13999', ville: 'Port-Aubier' },
};
/** Each tells that something of hers is left. */
export const AIGUILLES = [/quimerch/i, /z[eé]phirin/i, /cormorans/i, /0639985678/];

export const MOI = '01990000-0000-7000-8000-0000000000aa';

/** Her space, opened with a fresh session. */
export async function ouvrirEspace(banc: Banc) {
  const adresse = PERSONNE_RARE['demandeur-courriel'];
  const base = () => new Database(join(banc.dossier, 'communes/port-aubier/commune.db'));
  const ecrire = (sql: string, ...valeurs: unknown[]): void => {
    const db = base();
    db.prepare(sql).run(...valeurs);
    db.close();
  };
  const commune = await banc.commune();
  const le = banc.horloge.maintenant();
  ecrire(
    'insert into usager (id, cree_le, vu_le, profil) values (?, ?, ?, ?)',
    MOI,
    le,
    le,
    JSON.stringify({ nom: { valeur: 'Quimerch', source: 'declare' } }),
  );
  const identite =
    'insert into identite (id, usager, moyen, valeur, verifiee_le, principale) values (?, ?, ?, ?, ?, ?)';
  ecrire(identite, '01990000-0000-7000-8000-0000000000ab', MOI, 'courriel', adresse, le, 1);
  ecrire(
    identite,
    '01990000-0000-7000-8000-0000000000ac',
    MOI,
    'franceconnect',
    'https://fc.example sub-quimerch',
    le,
    0,
  );
  const espace = {
    adresse,
    poste: await Poste.nouveau(banc.horloge),
    ecrire,
    base,
    async revenir(): Promise<void> {
      const { instruction, session } = preparerSession(commune, {
        role: 'usager',
        sujet: MOI,
        jkt: espace.poste.jkt,
        moyen: 'courriel',
        appareil: 'Firefox de Quimerch',
        rester: false,
      });
      await commune.moteur.commit([instruction]);
      espace.poste.session = session;
    },
    /** Everything of a space that is no request. */
    async meubler(): Promise<void> {
      const maintenant = banc.horloge.maintenant();
      const flux = deflateSync('Acte de Zéphirine Quimerch');
      const blob = await commune.blobs.ecrire(new Blob(['stream\n', flux]).stream(), { max: 1e6 });
      ecrire(
        `insert into document (id, usager, cle, cle_usager, nom, genre, type, taille, empreinte, ajoute_le, etat) values ('d1', ?, ?, 'k1', 'quimerch.pdf', 'autre', 'application/pdf', 16, 'x', ?, 'pret')`,
        MOI,
        blob.cle,
        maintenant,
      );
      ecrire(`insert into cle_usager (id, usager, maitre, enveloppe) values ('k1', ?, 'x', 'y')`, MOI);
      ecrire(
        `insert into acces_document (id, usager, document, nom, acte, par, le) values ('a1', ?, 'd1', 'quimerch.pdf', 'ajout', 'Vous', ?)`,
        MOI,
        maintenant,
      );
      ecrire(
        `insert into evenement_usager (id, usager, le, type, role, auteur, donnees) values ('e1', ?, ?, 'espace-ouvert', 'usager', null, '{"adresse":"zephirine@quimerch.example"}')`,
        MOI,
        maintenant,
      );
      ecrire(
        `insert into mandat (id, reference, aidant, aidant_nom, structure, usager, prenom, nom, courriel, demarches, jusquau, consentement, etat, cree_le) values ('m1', 'M-1', 'aide@x.example', 'Léa Roy', 'France services', ?, 'Zéphirine', 'Quimerch', ?, '[]', '2027-01-01', 'courriel', 'actif', ?)`,
        MOI,
        adresse,
        maintenant,
      );
      ecrire(
        `insert into code_recu (cle, code, expire_le) values (?, 'x', ?)`,
        `usager connexion ${adresse}`,
        maintenant,
      );
      ecrire(
        `insert into connexion_oidc (id, role, etat, defi, mode, but, origine, rester, secrets, resultat, expire_le) values ('c1', 'usager', 'finie', 'x', 'fenetre', 'connexion', 'https://x', 0, '{}', ?, ?)`,
        JSON.stringify({ sub: 'sub-quimerch', email: adresse, valeur: 'https://fc.example sub-quimerch' }),
        maintenant,
      );
      ecrire(
        `insert into job (id, type, donnees, disponible_le, cree_le, etat, essais) values ('j1', 'code-recu', ?, ?, ?, 'mort', 8)`,
        JSON.stringify({ courriel: adresse }),
        maintenant,
        maintenant,
      );
      const brouillon = {
        demarche: 'acte-naissance',
        version: 1,
        reponses: { 'nom-naissance': 'Quimerch' },
        etape: null,
        revision: 0,
      };
      const { poste } = espace;
      const garde = await banc.appel('PUT', 'usager/brouillons/01990000-0000-7000-8000-0000000000ad', {
        corps: brouillon,
        poste,
      });
      assert.equal(garde.status, 200, await garde.text());
    },
  };
  await espace.revenir();
  return espace;
}

/** An agent answers and closes. */
export async function clore(banc: Banc, numero: string, statut: string, motif: string): Promise<void> {
  const poste = await banc.connecter('chef@port-aubier.example');
  const fiche = await banc.get(`agent/demandes/${numero}`, { poste });
  const { ligne } = await lire(DemandeAgent, fiche);
  const { version } = ligne;
  const corps = { version, statut, motif };
  const reponse = await banc.appel('PATCH', `agent/demandes/${numero}`, { corps, poste });
  assert.equal(reponse.status, 200, await reponse.text());
  await banc.apresLaMinute();
}

/** Where something of hers is still found, files and their names, compressed or not. */
export async function chercherPartout(banc: Banc): Promise<string[]> {
  const trouves: string[] = [];
  const fouiller = (ou: string, octets: Buffer): void => {
    const texte = `${octets.toString('utf8')}\n${octets.toString('latin1')}`;
    for (const aiguille of AIGUILLES) if (aiguille.test(texte)) trouves.push(`${ou}: ${aiguille}`);
  };
  const visiter = (dossier: string): void => {
    for (const nom of readdirSync(dossier)) {
      const chemin = join(dossier, nom);
      fouiller(`name of ${chemin}`, Buffer.from(nom));
      if (statSync(chemin).isDirectory()) visiter(chemin);
      else {
        const octets = readFileSync(chemin);
        fouiller(chemin, octets);
        for (const flux of decompresser(octets)) fouiller(`${chemin} (compressed)`, flux);
      }
    }
  };
  visiter(banc.dossier);
  fouiller('log', Buffer.from(banc.lignes.join('\n')));
  return trouves;
}

/** The deflated streams of a PDF, and those of a ZIP. */
function* decompresser(octets: Buffer): Generator<Buffer> {
  for (let i = octets.indexOf('stream'); i !== -1; i = octets.indexOf('stream', i + 6)) {
    const debut = i + (octets[i + 6] === 13 ? 8 : 7);
    for (const ouvrir of [inflateSync, inflateRawSync]) {
      try {
        yield ouvrir(octets.subarray(debut), { finishFlush: 2 });
      } catch {
        // Not a stream of that kind.
      }
    }
  }
}

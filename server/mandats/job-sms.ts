import { randomInt } from 'node:crypto';
import type { Commune } from '../communes/commune.ts';
import { cleDe, DUREE_CODE, scellerCode } from '../identite/codes.ts';
import { poserCode } from '../identite/codes-store.ts';
import { ecrire } from '../socle/db/moteur.ts';
import { EchecDefinitif, type TypeDeJob } from '../socle/jobs/executant.ts';
import { ErreurSms, type Passerelle } from '../socle/sms/passerelle.ts';
import { cibleDuCode } from './consentir.ts';
import { mandatParId } from './store.ts';
import { etatDe } from './voir.ts';

/** The code of consent by text message. It is drawn when it leaves: it never waits in the database in clear. */
export function jobSmsMandat(commune: Commune, passerelle: Passerelle | undefined): TypeDeJob {
  return {
    essaisMax: 3,
    faire: async ({ mandat: id }: { mandat: string }, job) => {
      const maintenant = commune.horloge.maintenant();
      const mandat = await commune.moteur.lireUn(mandatParId, { id });
      // A code older than its validity helps nobody.
      if (!mandat || maintenant - job.cree_le > DUREE_CODE) return;
      if (mandat.telephone === null || etatDe(commune, mandat).etat !== 'attendu') return;
      if (!passerelle) throw new EchecDefinitif('Aucune passerelle de SMS n’est configurée.');
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const cle = cleDe(cibleDuCode(mandat));
      await commune.moteur.commit([
        ecrire(poserCode, { cle, code: scellerCode(commune, cle, code), expire_le: maintenant + DUREE_CODE }),
      ]);
      const texte =
        `Mairie de ${commune.config.nom} : ${code}. Donnez ce code si vous acceptez que ${mandat.aidant_nom} ` +
        'fasse des démarches en votre nom. Sinon, ne le donnez à personne.';
      try {
        await passerelle.envoyer({ id: `${job.id}.${job.essais}`, a: mandat.telephone, texte });
      } catch (erreur) {
        if (erreur instanceof ErreurSms && erreur.definitif) {
          throw new EchecDefinitif(erreur.message, { cause: erreur });
        }
        throw erreur;
      }
    },
  };
}

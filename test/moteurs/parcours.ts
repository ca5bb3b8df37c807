/** The main journeys, the same in the three engines: by mouse, by keyboard alone, and the agents' frame. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, SIGNALER, SUIVRE, TRIER } from '../hotes/pages.ts';
import type { Hotes } from '../hotes/serveur.ts';
import { cliquer, dansCadre, jusque, lire, lireUn, remplir } from './gestes.ts';
import type { Fenetre, Moteur } from './moteurs.ts';

interface Recu {
  numero: string;
  code: string;
}

/** Reads number and code on the receipt. */
async function lireRecu(fenetre: Fenetre): Promise<Recu> {
  const texte = await lire(fenetre, 'Code de suivi');
  const numero = /PAB-\w{4}-\w{4}/.exec(texte)?.[0];
  const code = /Code de suivi (\w{6})/.exec(texte)?.[1];
  assert.ok(numero && code, texte);
  return { numero, code };
}

async function sansCookie(fenetre: Fenetre, hotes: Hotes, ...adresses: string[]): Promise<void> {
  // oxlint-disable-next-line parvis/no-cookie -- read to prove that it is empty
  assert.equal(await fenetre.evaluer(() => document.cookie), '');
  for (const adresse of [...adresses, hotes.guichet])
    assert.deepEqual(await fenetre.cookies(adresse), [], `no cookie for ${adresse}`);
}

async function sansPlainte(fenetre: Fenetre, permis: RegExp = /^$/): Promise<void> {
  const plaintes = await fenetre.evaluer(() => [...__t.erreurs, ...__t.violations]);
  assert.deepEqual(
    plaintes.filter((plainte) => !permis.test(plainte)),
    [],
  );
}

export async function signaler(fenetre: Fenetre, lieu: string): Promise<Recu> {
  await cliquer(fenetre, { bouton: 'éclairage' });
  await lire(fenetre, 'Étape 1 sur');
  await cliquer(fenetre, { bouton: 'Un lampadaire éteint' });
  await cliquer(fenetre, { bouton: 'Continuer' });
  await lire(fenetre, 'Étape 2 sur');
  await remplir(fenetre, 'Où', lieu);
  await cliquer(fenetre, { bouton: 'Continuer' });
  for (let etape = 3; ; etape++) {
    const texte = await lireUn(fenetre, `Étape ${etape} sur`, 'Envoyer mon signalement');
    if (texte.includes('Envoyer mon signalement')) break;
    await cliquer(fenetre, { bouton: 'Continuer' });
  }
  await cliquer(fenetre, { bouton: 'Envoyer mon signalement' });
  return lireRecu(fenetre);
}

export function declarerParcours(moteur: () => Moteur, hotes: () => Hotes): void {
  let recu: Recu | undefined;

  test('journey: a citizen reports a broken lamp and follows it, with zero cookies', async () => {
    const fenetre = await moteur().fenetre({ largeur: 1024 });
    try {
      const signalement = hotes().poser(page(SIGNALER));
      await fenetre.aller(signalement);
      recu = await signaler(fenetre, 'devant le 12 quai des Armateurs');
      await sansPlainte(fenetre);
      await sansCookie(fenetre, hotes(), signalement);
      const suivi = hotes().poser(page(SUIVRE));
      await fenetre.aller(suivi);
      await remplir(fenetre, 'Votre numéro de suivi', recu.numero);
      await cliquer(fenetre, { bouton: 'Voir où en est ma demande' });
      await lire(fenetre, 'Reçue');
      await sansPlainte(fenetre);
      await sansCookie(fenetre, hotes(), suivi);
    } finally {
      await fenetre.fermer();
    }
  });

  test('journey: the same by keyboard alone', async () => {
    const fenetre = await moteur().fenetre();
    try {
      await fenetre.aller(hotes().poser(page(SIGNALER)));
      await lire(fenetre, 'Que voulez-vous signaler');
      /** Tabs until the focus is where it is said. */
      const tabuler = async (quoi: string, choix: (mots: string) => boolean): Promise<void> => {
        for (let pas = 0; pas < 60; pas++) {
          await fenetre.touche('Tab');
          const ici = await fenetre.evaluer(choix, quoi);
          if (ici) return;
        }
        throw new Error(`the keyboard never reached « ${quoi} »`);
      };
      const surTexte = (mots: string) => !!__t.actif()?.textContent?.includes(mots);
      const surEtiquette = (mots: string) => {
        const champ = __t.actif() as HTMLInputElement | null;
        return !!champ?.labels?.length && !!champ.labels[0]!.textContent?.includes(mots);
      };
      await tabuler('éclairage', surTexte);
      await fenetre.touche('Enter');
      await lire(fenetre, 'Étape 1 sur');
      await jusque('the focus on the new title', () =>
        fenetre.evaluer(() => __t.actif()?.localName !== 'body'),
      );
      await tabuler('', () => (__t.actif() as HTMLInputElement | null)?.type === 'radio');
      await fenetre.touche('Space');
      await tabuler('Continuer', surTexte);
      await fenetre.touche('Enter');
      await lire(fenetre, 'Étape 2 sur');
      await tabuler('Où', surEtiquette);
      await fenetre.taper('pointe du phare');
      for (let etape = 3; ; etape++) {
        await tabuler('Continuer', surTexte);
        await fenetre.touche('Enter');
        const texte = await lireUn(fenetre, `Étape ${etape} sur`, 'Envoyer mon signalement');
        if (texte.includes('Envoyer mon signalement')) break;
      }
      await tabuler('Envoyer mon signalement', surTexte);
      await fenetre.touche('Enter');
      await lireRecu(fenetre);
      assert.match(
        await fenetre.evaluer(() => __t.actif()?.textContent ?? ''),
        /Votre signalement est envoyé/,
        'the focus is on the receipt’s title',
      );
      await sansPlainte(fenetre);
    } finally {
      await fenetre.fermer();
    }
  });

  test('journey: an agent signs in through the frame and answers; the citizen reads it', async () => {
    assert.ok(recu, 'the first journey filed something');
    const fenetre = await moteur().fenetre({ hauteur: 1000 });
    try {
      const adresse = hotes().poser(page(TRIER));
      await fenetre.aller(adresse);
      const cadre = dansCadre(fenetre);
      await cadre.remplir('Votre adresse de courriel professionnelle', 'chef@port-aubier.example');
      await cadre.cliquer({ bouton: 'Recevoir un code' });
      const { objet } = await hotes().courriel('chef@port-aubier.example', ({ objet: o }) => /\d{6}/.test(o));
      await cadre.remplir('Code reçu par courriel', /\d{6}/.exec(objet)![0]);
      await cadre.cliquer({ bouton: 'Me connecter' });
      await cadre.lire(recu.numero);
      await cadre.cliquer({ bouton: recu.numero });
      await cadre.cliquer({ bouton: 'Répondre' });
      await cadre.remplir('Votre réponse', 'L’équipe passe demain matin.');
      await cadre.cliquer({ bouton: 'Envoyer' });
      await cadre.lire('L’équipe passe demain matin.');
      await sansCookie(fenetre, hotes(), adresse);

      await fenetre.aller(`${hotes().poser(page(SUIVRE))}#numero=${recu.numero}&code=${recu.code}`);
      await lire(fenetre, 'L’équipe passe demain matin.');
      await sansCookie(fenetre, hotes());
    } finally {
      await fenetre.fermer();
    }
  });
}

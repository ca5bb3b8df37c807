import { Temporal } from 'temporal-polyfill';
import type { CalculEcheance } from '#contract/schemas/echeance.ts';
import type { RegimeSilence } from '#contract/vocabulaire.ts';
import { debutDuJour, enToutesLettres, jourLocal } from './dates.ts';
import { direDelai, type Delai } from '#contract/delai.ts';
import { finDeDelai, type Suspension } from './delai.ts';
import type { FaitHorloge } from './faits.ts';
import type { Territoire } from './feries.ts';

/** What the clock of one request obeys. */
export interface Regle {
  regime: RegimeSilence;
  delai: Delai | null;
  /** Text that sets the regime, when the démarche names it. */
  source?: string | undefined;
  fuseau: string;
  territoire: Territoire;
  /** Calendar days added to every delay (the commune's prudence: sources differ by one day). */
  decalageJours: number;
}

/**
 * `sans`: silence decides nothing. `court`: the delay runs, or has run out. `attend`: it does not run, pieces are
 * awaited. `transferee`: it runs for another administration. `repondue`, `retiree`: nothing is left to decide.
 * `nee`: the implicit decision is there.
 */
export type EtatHorloge = 'sans' | 'court' | 'attend' | 'transferee' | 'repondue' | 'retiree' | 'nee';

export interface Echeance {
  calcul: CalculEcheance;
  etat: EtatHorloge;
  /** When silence decides (or decided): 00:00 local of the day after the deadline; `null` when it will not. */
  naissance: { jour: string; instant: number } | null;
}

interface Attente {
  de: Temporal.PlainDate;
  /** Last day given. */
  jusqua: Temporal.PlainDate;
  restants: Set<string>;
  /** Last day on which something of it arrived or was given up. */
  derniere: Temporal.PlainDate;
  /** Day on which the last of it arrived or was given up; `undefined` while something is awaited. */
  fin: Temporal.PlainDate | undefined;
}

/**
 * The legal clock of one request.
 *
 * - The delay of silence that rejects (SVR) runs from receipt by the *first* authority, that of silence that accepts
 *   (SVA) from receipt by the *competent* one: a transfer starts the latter again (CRPA L114-3).
 * - Missing pieces (CRPA L114-5): SVA starts only when the last of them has arrived; SVR is suspended for the time
 *   given, and resumes early when they have all arrived. That a piece is not indispensable (L114-5-1) obliges the town
 *   to go on with the file; it does not change the clock.
 * - What the town no longer asks was not required: for SVA the delay runs as though it had not been asked (from
 *   memory: only pieces that the texts require stop it); for SVR, of which the citizen was told that it was suspended,
 *   it resumes on that day.
 * - What is asked, or transferred, once the delay has run out comes too late: the implicit decision is born.
 * - It is born at 00:00 local of the day after the last one (CRPA L231-1, L231-4; hour from memory). The first instant
 *   of that day, should a change of hour take its midnight away.
 * - An explicit decision or a withdrawal ends the clock. A request taken up again after its answer has none:
 *   the delay was for that answer.
 *
 * Pure: the same facts give the same answer. Facts are in order and start with `recue`.
 */
export function calculerEcheance(regle: Regle, faits: readonly FaitHorloge[]): Echeance {
  const { regime, delai } = regle;
  if (regime === 'aucun' || !delai) {
    return { calcul: { regime, delai: null, etapes: [], echeance: null }, etat: 'sans', naissance: null };
  }
  const horloge = new Horloge({ ...regle, regime, delai });
  for (const fait of faits) horloge.suivre(fait);
  return horloge.conclure();
}

type RegleAvecDelai = Regle & { regime: 'acceptation' | 'refus'; delai: Delai };
type Etape = CalculEcheance['etapes'][number];

const { compare } = Temporal.PlainDate;
const plusTard = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  compare(a, b) >= 0 ? a : b;

/** The state of a clock while its facts are read, and why it stands where it does. */
class Horloge {
  readonly #regle: RegleAvecDelai;
  readonly #etapes: Etape[] = [];
  readonly #attentes: Attente[] = [];
  #depart: Temporal.PlainDate | undefined;
  /** Last day on which a missing piece arrived. */
  #arrivee: Temporal.PlainDate | undefined;
  #etat: EtatHorloge = 'court';

  constructor(regle: RegleAvecDelai) {
    this.#regle = regle;
  }

  suivre(fait: FaitHorloge): void {
    const ecrit = 'jour' in fait ? fait.jour : undefined;
    const jour = Temporal.PlainDate.from(ecrit ?? jourLocal(fait.le, this.#regle.fuseau));
    switch (fait.type) {
      case 'recue':
        return this.#recevoir(jour);
      case 'decision':
        return this.#finir('repondue', 'Réponse donnée', jour);
      case 'retrait':
        return this.#finir('retiree', 'Demande retirée', jour);
      case 'implicite':
        // The day is in the deadline; this fact tells that it was recorded.
        if (this.#etat !== 'repondue' && this.#etat !== 'retiree') this.#etat = 'nee';
        return;
      case 'reouverture':
        return this.#reprendre(jour);
      default:
        return this.#changer(fait, jour);
    }
  }

  conclure(): Echeance {
    const { regime, delai, fuseau } = this.#regle;
    const fin = this.#etat === 'repondue' || this.#etat === 'retiree' ? undefined : this.#fin();
    const calcul = { regime, delai, etapes: this.#etapes, echeance: fin?.toString() ?? null };
    const attend = this.#etat === 'court' && !fin;
    if (!fin) return { calcul, etat: attend ? 'attend' : this.#etat, naissance: null };
    const jour = fin.add({ days: 1 }).toString();
    return { calcul, etat: this.#etat, naissance: { jour, instant: debutDuJour(jour, fuseau) } };
  }

  #recevoir(jour: Temporal.PlainDate): void {
    const { regime, delai, source, decalageJours, territoire } = this.#regle;
    this.#depart = jour;
    this.#noter(`Reçue le ${dire(jour)}`, jour, 'CRPA L114-3');
    const regle = source ?? (regime === 'acceptation' ? 'CRPA L231-1' : 'CRPA L231-4');
    this.#noter(`Délai : ${direDelai(delai)}`, finDeDelai(jour, delai, territoire), regle);
    if (decalageJours > 0) {
      this.#noter(
        `Plus ${decalageJours} jour${decalageJours > 1 ? 's' : ''} (réglage de la commune)`,
        this.#fin(),
      );
    }
  }

  #changer(
    fait: Extract<FaitHorloge, { chemins: readonly string[] } | { type: 'transfert' }>,
    jour: Temporal.PlainDate,
  ) {
    if (this.#etat !== 'court' && this.#etat !== 'transferee') return;
    const avant = this.#fin();
    if (avant && compare(jour, avant) > 0) {
      this.#noter(`Le ${dire(jour)} : trop tard pour changer le délai, qui était passé`, avant);
      return;
    }
    switch (fait.type) {
      case 'transfert':
        return this.#transferer(jour);
      case 'complement-demande':
        return this.#attendre(fait, jour);
      default:
        return this.#recevoirComplement(fait, jour);
    }
  }

  #transferer(jour: Temporal.PlainDate): void {
    this.#etat = 'transferee';
    if (this.#regle.regime === 'acceptation') this.#depart = jour;
    const suite = this.#regle.regime === 'acceptation' ? 'le délai recommence' : 'le délai continue';
    this.#noter(
      `Transférée le ${dire(jour)} à l’administration compétente : ${suite}`,
      this.#fin(),
      'CRPA L114-3',
    );
  }

  #attendre(
    { chemins, avantLe }: { chemins: readonly string[]; avantLe: string },
    jour: Temporal.PlainDate,
  ): void {
    const jusqua = plusTard(Temporal.PlainDate.from(avantLe), jour);
    this.#attentes.push({ de: jour, jusqua, restants: new Set(chemins), derniere: jour, fin: undefined });
    const suite =
      this.#regle.regime === 'acceptation'
        ? 'le délai commencera à leur arrivée'
        : `le délai est suspendu, au plus jusqu’au ${dire(jusqua)}`;
    this.#noter(`Pièces ou informations demandées le ${dire(jour)} : ${suite}`, this.#fin(), 'CRPA L114-5');
  }

  #recevoirComplement(
    fait: Extract<FaitHorloge, { type: 'complement-recu' | 'complement-annule' }>,
    jour: Temporal.PlainDate,
  ): void {
    const recu = fait.type === 'complement-recu';
    const ouvertes = this.#attentes.filter(({ fin }) => !fin);
    if (ouvertes.length === 0) return;
    for (const attente of ouvertes) {
      const arrives = recu && fait.complet ? [...attente.restants] : fait.chemins;
      let touchee = false;
      for (const chemin of arrives) touchee = attente.restants.delete(chemin) || touchee;
      if (touchee) attente.derniere = plusTard(attente.derniere, jour);
      // Written down later than it came: what came meanwhile may be later still.
      if (touchee && recu) this.#arrivee = plusTard(this.#arrivee ?? jour, jour);
      if (attente.restants.size === 0) attente.fin = attente.derniere;
    }
    const quoi = recu ? 'Pièces ou informations reçues' : 'Pièces ou informations plus demandées';
    const reste = this.#attentes.some(({ fin }) => !fin) ? ' ; d’autres sont attendues' : '';
    this.#noter(`${quoi} le ${dire(jour)}${reste}`, this.#fin(), 'CRPA L114-5');
  }

  #reprendre(jour: Temporal.PlainDate): void {
    if (this.#etat === 'repondue') {
      this.#noter('Reprise : la réponse ayant été donnée, le silence ne décide plus rien', null);
    } else if (this.#etat === 'transferee') {
      this.#etat = 'court';
      this.#noter(`Reprise par la commune le ${dire(jour)}`, this.#fin());
    }
  }

  #finir(etat: EtatHorloge, libelle: string, jour: Temporal.PlainDate): void {
    if (this.#etat === 'retiree' || this.#etat === 'repondue') return;
    this.#etat = etat;
    this.#noter(`${libelle} le ${dire(jour)}`, jour);
  }

  /** The last day as things stand, or `undefined` while the delay does not run. */
  #fin(): Temporal.PlainDate | undefined {
    const { regime, delai, territoire, decalageJours } = this.#regle;
    if (!this.#depart) return undefined;
    let suspensions: Suspension[] = [];
    let depart = this.#depart;
    if (regime === 'acceptation') {
      if (this.#attentes.some(({ fin }) => !fin)) return undefined;
      if (this.#arrivee) depart = plusTard(depart, this.#arrivee);
    } else {
      suspensions = this.#attentes.map(({ de, jusqua, fin }) => ({
        de,
        a: fin && compare(fin, jusqua) < 0 ? fin : jusqua,
      }));
    }
    return finDeDelai(depart, delai, territoire, suspensions).add({ days: decalageJours });
  }

  #noter(libelle: string, le: Temporal.PlainDate | null | undefined, source?: string): void {
    this.#etapes.push({ libelle, le: le?.toString() ?? null, ...(source && { source }) });
  }
}

const dire = (jour: Temporal.PlainDate): string => enToutesLettres(jour.toString());

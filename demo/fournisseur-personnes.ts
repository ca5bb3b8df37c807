/** Who can sign in with the demonstration's provider. Nobody of them exists. */
export interface PersonneFournisseur {
  /** Its `sub`. */
  id: string;
  /** How the login page names it. */
  libelle: string;
  /** What the provider says of it. */
  dits: Readonly<Record<string, unknown>>;
}

/** As FranceConnect gives it: first names together, birthplace as an INSEE code, empty abroad. */
function citoyen(
  id: string,
  [prenoms, nom]: readonly [string, string],
  naissance: { le: string; lieu?: string; pays?: string },
  autres: Readonly<Record<string, unknown>> = {},
): PersonneFournisseur {
  const given_name_array = prenoms.split(' ');
  const boite = `${given_name_array[0]}.${nom}`
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z.]/g, '')
    .toLowerCase();
  return {
    id,
    libelle: `${given_name_array[0]} ${nom}`,
    dits: {
      given_name: prenoms,
      given_name_array,
      family_name: nom,
      birthdate: naissance.le,
      birthplace: naissance.lieu ?? '',
      birthcountry: naissance.pays ?? '99100',
      gender: 'female',
      email: `${boite}@courriel.example`,
      ...autres,
    },
  };
}

export const CITOYENS: readonly PersonneFournisseur[] = [
  citoyen('fc-capucine', ['Capucine Rose', 'Vaguelette'], { le: '1991-05-17', lieu: '13055' }),
  citoyen(
    'fc-solange',
    ['Solange Marie Odette', 'Tournevire'],
    { le: '1948-11-02', lieu: '83137' },
    { preferred_username: 'Lamarée' },
  ),
  citoyen('fc-aristide', ['Aristide', 'Bigorneau'], { le: '1975-08-30', lieu: '29019' }, { gender: 'male' }),
  // Born abroad, on a day that nobody wrote down.
  citoyen('fc-echati', ['Echati', 'Madi'], { le: '1963-01-01', pays: '99397' }),
];

/** As ProConnect gives it: a professional address, certified, without `email_verified`. */
export function professionnel(courriel: string, prenom: string, nom: string): PersonneFournisseur {
  return {
    id: `pro-${courriel}`,
    libelle: `${prenom} ${nom}, ${courriel}`,
    dits: { given_name: prenom, usual_name: nom, email: courriel, uid: courriel, siret: '21130999900018' },
  };
}

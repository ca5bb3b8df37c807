/** Parts of « mon compte », each a view of ui/espace. */
export type Rubrique = 'acces' | 'connexions' | 'profil';

/** Today in `fuseau`, `AAAA-MM-JJ`. */
export const aujourdhuiA = (fuseau: string, maintenant: Date = new Date()): string =>
  new Intl.DateTimeFormat('fr-CA', {
    timeZone: fuseau,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(maintenant);

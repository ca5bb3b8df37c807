// The popup that comes back from a provider: it asks the page that opened it for its proof, and closes when all is
// done. Where that page cannot be reached (COOP), the question in the page is asked instead. Types of the messages:
// server/contract/fenetre-connexion.ts.
'use strict';

/** The page that opened this window has that long to answer, in milliseconds. */
const PATIENCE = 1000;

if (window.opener) document.documentElement.classList.add('attend');
// The address holds what served once: it is for no history.
history.replaceState(null, '', location.pathname);

addEventListener('DOMContentLoaded', () => {
  const page = document.querySelector('main');
  const { etat, id, origine } = page.dataset;
  if (etat === 'confirmer') demander(page, id, origine);
  else if (id) finir(page, id, origine);
});

/** @param {'revenue' | 'finie'} etat */
function dire(id, origine, etat) {
  // To that origin only: any other page hears nothing.
  window.opener?.postMessage({ type: 'parvis-connexion', id, etat }, origine);
}

function demander(page, id, origine) {
  const formulaire = page.querySelector('form');
  const poserQuestion = () => {
    document.documentElement.classList.remove('attend');
    formulaire.querySelector('button').focus();
  };
  if (!window.opener) return poserQuestion();
  const delai = setTimeout(poserQuestion, PATIENCE);
  addEventListener('message', async ({ data, origin, source }) => {
    if (origin !== origine || source !== window.opener || data?.type !== 'parvis-temoin' || data.id !== id)
      return;
    clearTimeout(delai);
    try {
      const corps = new URLSearchParams(new FormData(formulaire));
      corps.set('temoin', String(data.temoin));
      const reponse = await fetch(formulaire.action, { method: 'POST', body: corps });
      if (!reponse.ok) throw new Error(String(reponse.status));
      const recue = new DOMParser().parseFromString(await reponse.text(), 'text/html').querySelector('main');
      page.replaceWith(recue);
      finir(recue, id, origine);
    } catch {
      poserQuestion();
    }
  });
  dire(id, origine, 'revenue');
}

function finir(page, id, origine) {
  document.documentElement.classList.remove('attend');
  dire(id, origine, 'finie');
  if (page.dataset.etat !== 'faite') return;
  const suite = page.querySelector('a');
  if (suite) location.replace(suite.href);
  else window.close();
}

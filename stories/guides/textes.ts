/** Texts of several lines that the guides give to copy: MDX would lose their indent. */

export const REGLAGES_VSCODE = `{
  "html.customData": ["chemin/de/parvis/widgets/vscode.html-custom-data.json"],
  "css.customData": ["chemin/de/parvis/widgets/vscode.css-custom-data.json"]
}`;

export const ORIGINES = `npm run parvis -- commune origine ajouter port-aubier https://www.port-aubier.fr
npm run parvis -- commune origine ajouter port-aubier https://intranet.port-aubier.fr --agents`;

export const COMPTER = `<script>
  document.addEventListener('demande-envoyee', (evenement) => {
    // Comptez la démarche ; ne gardez pas le numéro dans un outil d’audience.
    _paq.push(['trackEvent', 'Parvis', 'demande-envoyee', evenement.demarche]);
  });
  document.addEventListener('session-ouverte', ({ role, reprise }) => {
    // Une seule fois pour la page, quel que soit le nombre d’éléments ; ne comptez pas les reprises.
    if (role === 'usager' && !reprise) _paq.push(['trackEvent', 'Parvis', 'connexion']);
  });
</script>`;

export const PLACE = `@media screen { mes-demarches, [data-parvis="mes-demarches"] { display: block; min-height: 80vh; } }`;

export const PARTIE = `mes-demarches::part(root) {
  max-width: 48em;
  padding: 1em;
}
mes-demarches::part(title) {
  font-family: Georgia, serif;
}
mes-demarches::part(button) {
  border-radius: 2em;
}`;

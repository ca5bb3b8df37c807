/** The elements that the pages of documentation are made of. */
import './doc-atelier.ts';
import './doc-cms.ts';
import './doc-etats.ts';
import './doc-extrait.ts';
import './doc-extraits.ts';
import './doc-grille.ts';
import './doc-reference.ts';
import './doc-resume.ts';
import './doc-tableau.ts';
import './doc-theme.ts';

import { css } from 'lit';

/**
 * What is printed, adopted with what is worth printing (the receipt, a request that is followed): black on white
 * whatever the page's ground, smaller, without what only a screen can do. `!important` goes before the town's colours.
 */
export const papierStyles = css`
  .papier {
    display: none;
  }
  @media print {
    .papier {
      display: block;
    }
    :host,
    .root {
      color-scheme: light !important;
      --_ink: #000 !important;
      --_muted: #3d4147 !important;
      --_brand: #000 !important;
      --_paper: #fff !important;
      --_stone: #fff !important;
      --_line: #b8b4ad !important;
      --_ok: #14522b !important;
      --_ok-fond: #fff !important;
      --_warn: #6b3a00 !important;
      --_warn-fond: #fff !important;
      --_error: #8c1c15 !important;
      --_error-fond: #fff !important;
      --_s: 0.1875em !important;
    }
    :host,
    .root {
      font-size: 10.5pt !important;
    }
    .actions {
      display: none !important;
    }
    .encart,
    .pastille,
    .cote,
    .sesame {
      border: 1px solid var(--_line);
    }
    h2,
    h3,
    h4 {
      break-after: avoid;
    }
    .sesame,
    .encart,
    .contact {
      break-inside: avoid;
    }
  }
`;

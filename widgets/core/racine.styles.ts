import { css } from 'lit';

/**
 * The reset root and the tokens (LOOK.md). `*{}` rules of the page reach the host element, never `.root`:
 * everything starts again from it, in em. The page's font comes in on purpose.
 * Tokens named `--parvis-*` belong to the page; `--_*` are what the kit reads.
 */
export const racineStyles = css`
  :host {
    display: block !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  .root {
    all: initial;
    display: block;
    direction: inherit;
    visibility: inherit;
    font-family: var(--parvis-font, inherit);
    font-size: var(--parvis-fs, medium);
    line-height: 1.5;
    text-align: start;
    overflow-wrap: break-word;
    color: var(--_ink);
    color-scheme: light;
    accent-color: var(--_brand);
    --_ink: var(--parvis-ink, #22262b);
    --_muted: var(--parvis-muted, #5b6067);
    --_paper: var(--parvis-paper, #fff);
    --_stone: var(--parvis-stone, #f6f4f0);
    --_line: var(--parvis-line, #ddd8d0);
    --_line-strong: var(--parvis-line-strong, #84807a);
    --_focus: var(--parvis-focus, #b35c00);
    --_brand: var(--parvis-brand, var(--_marque, #0f5f5c));
    --_brand-fort: var(--_brand);
    --_on-brand: #fff;
    --_pivot: 0.16;
    --_elan: -0.15;
    --_ok: #1d6b3a;
    --_ok-fond: #e8f3ea;
    --_warn: #8a4b00;
    --_warn-fond: #fdf0dd;
    --_error: #b3261e;
    --_error-fond: #fdeceb;
    --_radius: var(--parvis-radius, 0.375em);
    --_s: var(--parvis-space, 0.25em);
    --_page: var(--parvis-ink,) var(--parvis-muted,) var(--parvis-paper,) var(--parvis-stone,)
      var(--parvis-line,) var(--parvis-line-strong,) var(--parvis-focus,) var(--parvis-brand,);
  }
  .root.sombre {
    color-scheme: dark;
    --_ink: var(--parvis-ink, #ece9e4);
    --_muted: var(--parvis-muted, #b4b0a9);
    --_paper: var(--parvis-paper, #1c1f22);
    --_stone: var(--parvis-stone, #26292d);
    --_line: var(--parvis-line, #3a3e43);
    --_line-strong: var(--parvis-line-strong, #8f8a82);
    --_focus: var(--parvis-focus, #ffb454);
    --_brand: var(--parvis-brand, var(--_marque-sombre, #6cc5bf));
    --_on-brand: #1c1f22;
    --_pivot: 0.9;
    --_elan: -0.1;
    --_ok: #86d3a0;
    --_ok-fond: #1f3327;
    --_warn: #f0b469;
    --_warn-fond: #38290f;
    --_error: #ff9a92;
    --_error-fond: #40201e;
  }
  /* Away from the ground, so that the text on it only gains; what has no room left goes the other way. */
  @supports (color: oklch(from red calc(l - clamp(0, l, 1)) c h)) {
    .root {
      --_brand-fort: oklch(
        from var(--_brand) calc(l - clamp(var(--_elan), (l - var(--_pivot)) * 99, 0.1)) c h
      );
    }
  }
`;

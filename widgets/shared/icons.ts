import { svg, type SVGTemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult) =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const searchIcon = icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`);
export const articleIcon = icon(
  svg`<path d="M12 6.5c-2-1.5-4.5-2-8-2v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-14c-3.5 0-6 .5-8 2Zm0 0v14"/>`,
);
export const alertIcon = icon(svg`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.1"/>`);

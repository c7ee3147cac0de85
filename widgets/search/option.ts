import { html, nothing } from 'lit';

import type { ArticleHit, TextPart } from '../shared/contract.ts';
import { articleIcon } from '../shared/icons.ts';

export interface OptionState {
  index: number;
  active: boolean;
  target: string | undefined;
  chosen: (event: MouseEvent) => void;
}

/** What was searched for is marked in text nodes: nothing of the answer is read as HTML. */
const marked = (parts: TextPart[]) => parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text));

/** One result: an option for the keyboard, a real link for everything else. */
export function optionTemplate(hit: ArticleHit, { index, active, target, chosen }: OptionState) {
  return html`
    <a
      id="hit-${index}"
      class="option"
      part="option"
      role="option"
      tabindex="-1"
      href=${hit.url}
      target=${target ?? nothing}
      rel=${target === '_blank' ? 'noopener' : nothing}
      aria-selected=${active}
      @click=${chosen}
    >
      ${articleIcon}
      <span>
        <span dir="auto">${marked(hit.titleParts)}</span>
        <span class="small" dir="auto">${marked(hit.snippet)}</span>
      </span>
    </a>
  `;
}

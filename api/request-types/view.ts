import type { Design, RequestType } from '#db/schema/request-types.ts';
import type { OpenType } from './queries.ts';

/** Without the fields that are the house's own, and without sections that have no other. */
export const publicDesign = ({ sections }: Design): Design => ({
  sections: sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter(({ readers }) => readers === 'everybody'),
    }))
    .filter(({ fields }) => fields.length),
});

export const openTypeView = ({ id, name, intro, category, templates, design }: OpenType) => ({
  id,
  name,
  intro,
  category,
  templates,
  sections: publicDesign(design).sections,
});

/** As staff reads it, with what is being worked on. */
export const typeView = ({ draft, ...type }: RequestType) => ({ ...type, sections: draft.sections });

import type { Design, Field, FormSection } from '#db/schema/request-types.ts';

type Keyed = { key: string };

const swapped = <T extends Keyed>(list: T[], key: string, by: 1 | -1): T[] => {
  const at = list.findIndex((one) => one.key === key);
  const [one, other] = [list[at], list[at + by]];
  return one && other ? list.with(at, other).with(at + by, one) : list;
};

/** The form with one of its questions changed, or added at the end of a section. */
export function withField({ sections }: Design, section: string, field: Field): Design {
  const stays = sections.find(({ key }) => key === section)?.fields.some(({ key }) => key === field.key);
  return {
    sections: sections.map((one) => {
      if (one.key !== section) return { ...one, fields: without(one.fields, field.key) };
      if (!stays) return { ...one, fields: [...one.fields, field] };
      return { ...one, fields: one.fields.map((other) => (other.key === field.key ? field : other)) };
    }),
  };
}

export function withSection({ sections }: Design, section: Omit<FormSection, 'fields'>): Design {
  const before = sections.find(({ key }) => key === section.key);
  const changed = { ...section, fields: before?.fields ?? [] };
  return {
    sections: before ? sections.map((one) => (one === before ? changed : one)) : [...sections, changed],
  };
}

export const withoutField = ({ sections }: Design, key: string): Design => ({
  sections: sections.map((section) => ({ ...section, fields: without(section.fields, key) })),
});

export const withoutSection = ({ sections }: Design, key: string): Design => ({
  sections: without(sections, key),
});

const without = <T extends Keyed>(list: T[], key: string) => list.filter((one) => one.key !== key);

export const withSectionMoved = ({ sections }: Design, key: string, by: 1 | -1): Design => ({
  sections: swapped(sections, key, by),
});

/** A question moves within its section, and from its edge into the next one. */
export function withFieldMoved(design: Design, key: string, by: 1 | -1): Design {
  const at = design.sections.findIndex(({ fields }) => fields.some((field) => field.key === key));
  const section = design.sections[at];
  const field = section?.fields.find((one) => one.key === key);
  if (!section || !field) return design;
  const fields = swapped(section.fields, key, by);
  const next = design.sections[at + by];
  if (fields !== section.fields || !next)
    return { sections: design.sections.with(at, { ...section, fields }) };
  const moved = by === 1 ? [field, ...next.fields] : [...next.fields, field];
  return {
    sections: design.sections
      .with(at, { ...section, fields: without(section.fields, key) })
      .with(at + by, { ...next, fields: moved }),
  };
}

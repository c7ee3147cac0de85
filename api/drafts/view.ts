import type { Upload } from '#api/files/service.ts';
import type { Draft } from '#db/schema/drafts.ts';

export const draftView = ({ kind, subjectId, fields, version, updatedAt }: Draft, files: Upload[]) => ({
  kind,
  subjectId,
  fields,
  attachments: files,
  version,
  updatedAt,
});

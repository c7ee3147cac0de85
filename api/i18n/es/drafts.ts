import type { drafts as en } from '../en/drafts.ts';
import type { Translation } from '../message.ts';

export const drafts: Translation<typeof en> = {
  'drafts.saved': 'Borrador guardado',
  'drafts.saving': 'Guardando…',
  'drafts.restored': 'Su borrador del',
  'drafts.offline': 'Aún sin guardar. Se volverá a intentar',
  'drafts.changed': 'Este borrador se cambió en otra ventana',
  'drafts.changed_text': 'Allí dice:',
  'drafts.theirs': 'Mostrar ese',
  'drafts.mine': 'Conservar lo de aquí',
  'drafts.save': 'Guardar borrador',
  'drafts.discard': 'Descartar borrador',
  'drafts.done.saved': 'Borrador guardado. Lo espera en todos sus dispositivos.',
  'drafts.done.discarded': 'Borrador descartado.',
  'drafts.errors.full': 'Tiene cien borradores. Envíe o descarte algunos antes',
  'drafts.errors.not_found': 'Aquí ya no hay ningún borrador',
};

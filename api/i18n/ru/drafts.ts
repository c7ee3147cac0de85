import type { drafts as en } from '../en/drafts.ts';
import type { Translation } from '../message.ts';

export const drafts: Translation<typeof en> = {
  'drafts.saved': 'Черновик сохранён',
  'drafts.saving': 'Сохраняем…',
  'drafts.restored': 'Ваш черновик от',
  'drafts.offline': 'Пока не сохранено. Попробуем ещё раз',
  'drafts.changed': 'Этот черновик изменён в другом окне',
  'drafts.changed_text': 'Там написано:',
  'drafts.theirs': 'Показать тот',
  'drafts.mine': 'Оставить этот',
  'drafts.save': 'Сохранить черновик',
  'drafts.discard': 'Удалить черновик',
  'drafts.done.saved': 'Черновик сохранён. Он ждёт вас на всех устройствах.',
  'drafts.done.discarded': 'Черновик удалён.',
  'drafts.errors.full': 'У вас сто черновиков. Сначала отправьте или удалите часть',
  'drafts.errors.not_found': 'Черновика здесь больше нет',
};

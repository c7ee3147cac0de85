/** What stands in an empty field says for whom it is, a note as well as a reply. */
for (const text of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-note-hint]')) {
  const reply = text.placeholder;
  const choices = text.form?.querySelectorAll<HTMLInputElement>('[name="audience"]') ?? [];
  const show = () => {
    const noting = [...choices].some(({ checked, value }) => checked && value === 'note');
    text.placeholder = noting ? (text.dataset['noteHint'] ?? '') : reply;
  };
  for (const choice of choices) choice.addEventListener('change', show);
  show();
}

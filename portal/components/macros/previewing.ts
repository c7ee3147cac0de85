import { AppError } from '#api/core/errors.ts';
import { version } from '#api/core/parse.ts';
import { planMacro, type Plan } from '#api/macros/planning.ts';
import { runMacro } from '#api/macros/running.ts';
import { RunMacro } from '#api/macros/schemas.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** What a macro would do to a request, or why it can do nothing now; posted, it is done. */
export async function previewMacro(page: Page, id: string, macroId: string) {
  const { scope } = page.locals;
  const { form, result } = await submit(
    page,
    RunMacro.omit({ macroId: true }).extend({ version }),
    async (input) => {
      await runMacro(scope, id, { ...input, macroId });
      return true;
    },
  );
  if (result) return { form, done: true, plan: undefined, refused: undefined };
  return { form, done: false, ...(await planned(() => planMacro(scope, id, macroId))) };
}

type Planned = { plan: Plan | undefined; refused: string | undefined };

/** What cannot be done now is told where it would have been shown. */
async function planned(plan: () => Promise<Plan>): Promise<Planned> {
  try {
    return { plan: await plan(), refused: undefined };
  } catch (error) {
    if (!(error instanceof AppError) || (error.status !== 409 && error.status !== 422)) throw error;
    return { plan: undefined, refused: Object.values(error.fields)[0] ?? error.code };
  }
}

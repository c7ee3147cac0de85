import { and, eq, gte, sql } from 'drizzle-orm';

import { ipPrefix } from '#api/auth/ip-prefix.ts';
import type { Auth } from '#api/auth/service.ts';
import { AppError, conflict, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { Challenges, LONGEST_MS } from '#api/guests/challenge.ts';
import { joiningOf } from '#api/settings/service.ts';
import type { ApplicationKind, Locale } from '#db/enums.ts';
import { fold } from '#db/fold.ts';
import { applicationMessages, applications, type Application } from '#db/schema/applications.ts';
import { customerOf, mailDomainOf, webDomainOf } from './domains.ts';
import { messagesOf } from './queries.ts';
import type { AnswerApplication, Apply } from './schemas.ts';
import { requireFree } from './standing.ts';
import { after, type Act } from './states.ts';
import { decisionDue } from './working-days.ts';

const SENT_ALREADY = 'applications.sent_already';

/** What people do who are nobody here yet: what comes by mail to their address is their proof. */
export class Applications {
  readonly #auth: Auth;
  readonly #challenges: Challenges;

  constructor(auth: Auth, secret: string | undefined) {
    this.#auth = auth;
    this.#challenges = new Challenges(secret);
  }

  challenge(locale: Locale): string {
    return this.#challenges.issue({ locale, siteId: null });
  }

  /** As what one may come in without an invitation. */
  async open(scope: Scope): Promise<ApplicationKind[]> {
    const { partnersApply, customersRegister } = await joiningOf(scope);
    return [
      ...(partnersApply ? ['partner' as const] : []),
      ...(customersRegister ? ['customer' as const] : []),
    ];
  }

  /**
   * Does the same for every address and every company: what is known of them is said by mail alone. A form that was
   * sent twice counts once.
   *
   * @throws 409 where the house takes none, 422 with the field `challenge`, 429
   */
  async apply(scope: Scope, input: Apply, address: string): Promise<void> {
    const locale = this.#challenges.read(input.challenge, null);
    const { limits } = this.#auth;
    await limits.take('apply-address', address);
    await limits.take('apply-network', ipPrefix(address) || address);
    if (input.nickname) return;
    if (!(await this.open(scope)).includes(input.kind)) throw conflict('applications.closed');
    await limits.take('apply-person', input.email);
    try {
      await scope.asSystem('apply').write((write) => hold(write, input, locale));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== SENT_ALREADY) throw error;
    }
  }

  /** What a link of ours opens; it goes on opening it. @throws 410 */
  async look(scope: Scope, code: string) {
    const application = await this.#find(scope, code);
    return { application, messages: await messagesOf(scope.asSystem('applicant'), application.id) };
  }

  /** From now on those see it who decide. @throws 409, 410 */
  async prove(scope: Scope, code: string): Promise<void> {
    const application = await this.#find(scope, code);
    const house = scope.asSystem('applicant');
    const status = next(application, 'prove');
    await requireFree(house, application);
    const { kind, mailDomain } = application;
    const customer = kind === 'customer' ? await customerOf(house, mailDomain) : undefined;
    const accountId = customer ?? HOUSE_ID;
    const now = new Date();
    await house.write((write) => {
      write.require(sql`not exists (${openLike(application)})`, conflict('applications.open'));
      write.update(applications, application, { status, accountId, provenAt: now, dueAt: decisionDue(now) });
      tell(write, 'submitted', { ...application, accountId });
    });
  }

  /** @throws 409, 410, 412 */
  async answer(scope: Scope, { code, version, body }: AnswerApplication): Promise<void> {
    const application = await this.#findAt(scope, code, version);
    const status = next(application, 'answer');
    await scope.asSystem('applicant').write((write) => {
      write.update(applications, application, { status, dueAt: decisionDue() });
      write.insert(applicationMessages, { applicationId: application.id, side: 'guest', body });
      tell(write, 'answered', application);
    });
  }

  /** @throws 409, 410, 412 */
  async withdraw(scope: Scope, code: string, version: number): Promise<void> {
    const application = await this.#findAt(scope, code, version);
    const status = next(application, 'withdraw');
    await scope.asSystem('applicant').write((write) => {
      write.update(applications, application, { status, dueAt: null, decidedAt: new Date() });
      tell(write, 'withdrawn', application);
    });
  }

  async #find(scope: Scope, code: string): Promise<Application> {
    const { subjectId } = await this.#auth.codes.look('application', code);
    const [found] = await scope.asSystem('applicant').select(applications, eq(applications.id, subjectId));
    if (!found) throw new AppError(410, 'codes.spent');
    return found;
  }

  async #findAt(scope: Scope, code: string, version: number): Promise<Application> {
    const application = await this.#find(scope, code);
    if (application.version !== version) throw stale();
    return application;
  }
}

/** @throws 409 `applications.not_now` */
function next({ status }: Application, act: Act) {
  const reached = after(status, act);
  if (!reached) throw conflict('applications.not_now');
  return reached;
}

const tell = (
  write: Write,
  what: 'answered' | 'submitted' | 'withdrawn',
  { id, accountId }: Pick<Application, 'id' | 'accountId'>,
) => write.record(`application.${what}`, { id, accountId }, { audience: audienceFor(accountId) });

/** What waits for a company its people may know; the house's own affairs they may not. */
export const audienceFor = (accountId: string) => (accountId === HOUSE_ID ? 'staff' : 'account');

const openLike = ({ id, email, kind }: Application) => sql`select 1 from ${applications}
  where ${applications.email} = ${email} and ${applications.kind} = ${kind} and ${applications.id} <> ${id}
    and ${applications.status} in ('submitted', 'more_asked')`;

const NO_PROGRAMME = { website: null, country: null, sells: null };

/** No form lives longer, so what comes again within this time may be the same one. */
const sentAlready = (input: Apply) => {
  const { email, kind, company, name, message } = input;
  const { website, country, sells } = input.kind === 'partner' ? input : NO_PROGRAMME;
  return and(
    eq(applications.email, email),
    eq(applications.kind, kind),
    eq(applications.status, 'unproven'),
    eq(applications.company, company),
    eq(applications.name, name),
    sql`${applications.message} is ${message}`,
    sql`${applications.website} is ${website}`,
    sql`${applications.country} is ${country}`,
    sql`${applications.sells} is ${sells}`,
    gte(applications.createdAt, new Date(Date.now() - LONGEST_MS)),
  );
};

function hold(write: Write, input: Apply, locale: Locale): void {
  const { challenge: _challenge, nickname: _nickname, ...told } = input;
  const website = told.kind === 'partner' ? told.website : null;
  write.require(
    sql`not exists (select 1 from ${applications} where ${sentAlready(input)})`,
    conflict(SENT_ALREADY),
  );
  const application = write.insert(applications, {
    ...told,
    status: 'unproven',
    accountId: HOUSE_ID,
    locale,
    mailDomain: mailDomainOf(told.email),
    webDomain: webDomainOf(website),
    searchText: fold(told.company, told.name, told.email, website),
  });
  write.record('application.sent', application, { audience: 'staff', data: { kind: told.kind } });
}

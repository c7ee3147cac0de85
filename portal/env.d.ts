/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    scope: import('#api/core/scope.ts').Scope;
    locale: import('#api/i18n/index.ts').Locale;
    t: import('#api/i18n/index.ts').Translate;
    /** IANA zone of the reader: every moment is shown in it. */
    zone: string;
    /** From the cookie `theme`; without it the page follows the device. */
    theme: 'light' | 'dark' | undefined;
    requestId: string;
    /** The company that runs the installation. */
    house: { name: string };
    person: Person | undefined;
    /** Coming in, going out, changing sides: for the pages that do. */
    auth: import('#api/auth/service.ts').Auth;
    /** How people come in without an invitation. */
    applications: import('#api/applications/applying.ts').Applications;
    /** What people without an account leave here. */
    guests: import('#api/guests/service.ts').Guests;
    /** Signing in through the provider of one's company. */
    sso: import('#api/sso/sso.ts').Sso;
    /** What the house does about the data of people. */
    mailboxes: import('#api/mailboxes/mailboxes.ts').Mailboxes;
    privacy: import('#api/privacy/privacy.ts').Privacy;
    session: import('lucia').Session | undefined;
    /** Through whose eyes staff looks just now. */
    viewing: import('#api/auth/standing.ts').Viewing | undefined;
    /** Which browser, with the secrets that it brings. */
    visit: import('#api/auth/visit.ts').Visit;
    /** Where the request comes from, for rate limits. */
    address: string;
    /** The portal's own origin, for absolute links. Never taken from the request. */
    origin: string;
    log: import('#api/core/log.ts').Logger;
    /** What the API offers, for the page that says so. */
    operations: () => Promise<import('#api/openapi.ts').Operation[]>;
    /** The files of the posted form were refused; the form keeps what else was typed. */
    refused: import('#api/core/errors.ts').AppError | undefined;
    /** More was asked for from here than anybody reads. */
    tooFast: import('#api/core/errors.ts').AppError | undefined;
  }

  interface Person {
    id: string;
    name: string;
    email: string;
    account: { id: string; name: string; kind: import('#db/enums.ts').AccountKind };
    /** The accounts this person may act for. */
    accounts: { id: string; name: string }[];
  }
}

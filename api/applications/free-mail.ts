/**
 * Addresses that anybody can have say nothing of a company. The lists that packages keep hold thousands of names that
 * come and go; these are the ones that people really write to us from. One that is missing costs little: such an
 * application waits for the house all the same, unless a company has given an address there as its own.
 */
const DOMAINS = `
aol.com bk.ru bluewin.ch btinternet.com comcast.net duck.com email.com fastmail.com fastmail.fm free.fr freenet.de
gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.es gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de
hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com inbox.lv inbox.ru internet.ru laposte.net libero.it list.ru
live.co.uk live.com live.de live.fr mac.com mail.com mail.de mail.ee mail.ru mailbox.org me.com msn.com naver.com
o2.pl orange.fr outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de posteo.net proton.me protonmail.ch
protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com runbox.com sbcglobal.net seznam.cz sfr.fr t-online.de
terra.es tuta.com tuta.io tutanota.com tutanota.de tutamail.com ukr.net verizon.net virgilio.it wanadoo.fr web.de
wp.pl ya.ru yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com
zoho.com zohomail.com 126.com 163.com
`;

const free: ReadonlySet<string> = new Set(DOMAINS.trim().split(/\s+/));

/** Besides these, nobody’s own: a machine without a name in the world. */
export const isFreeMail = (domain: string): boolean => free.has(domain) || !domain.includes('.');

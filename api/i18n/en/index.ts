import { accounts } from './accounts.ts';
import { applications } from './applications.ts';
import { articles } from './articles.ts';
import { assignment } from './assignment.ts';
import { auth } from './auth.ts';
import { bulk } from './bulk.ts';
import { drafts } from './drafts.ts';
import { errors } from './errors.ts';
import { events } from './events.ts';
import { find } from './find.ts';
import { guests } from './guests.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { inbound } from './inbound.ts';
import { live } from './live.ts';
import { macros } from './macros.ts';
import { mail } from './mail.ts';
import { mailboxes } from './mailboxes.ts';
import { materials } from './materials.ts';
import { opportunities } from './opportunities.ts';
import { participants } from './participants.ts';
import { people } from './people.ts';
import { privacy } from './privacy.ts';
import { products } from './products.ts';
import { profile } from './profile.ts';
import { requestTypeDesign } from './request-type-design.ts';
import { ratings } from './ratings.ts';
import { requestTypes } from './request-types.ts';
import { requestAnswering } from './request-answering.ts';
import { requestJoining } from './request-joining.ts';
import { requestEntry } from './request-entry.ts';
import { requestLife } from './request-life.ts';
import { requests } from './requests.ts';
import { serviceLevels } from './service-levels.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { sites } from './sites.ts';
import { sso } from './sso.ts';
import { tags } from './tags.ts';
import { terms } from './terms.ts';
import { tokens } from './tokens.ts';
import { viewing } from './viewing.ts';
import { views } from './views.ts';

export const en = {
  ...accounts,
  ...applications,
  ...articles,
  ...assignment,
  ...auth,
  ...bulk,
  ...drafts,
  ...errors,
  ...events,
  ...find,
  ...guests,
  ...home,
  ...imports,
  ...inbound,
  ...live,
  ...macros,
  ...mail,
  ...mailboxes,
  ...materials,
  ...opportunities,
  ...participants,
  ...people,
  ...privacy,
  ...products,
  ...profile,
  ...requestTypeDesign,
  ...ratings,
  ...requestTypes,
  ...requestAnswering,
  ...requestJoining,
  ...requestEntry,
  ...requestLife,
  ...requests,
  ...serviceLevels,
  ...settings,
  ...shell,
  ...sites,
  ...sso,
  ...tags,
  ...terms,
  ...tokens,
  ...viewing,
  ...views,
};

import { accountRoutes, contactRoutes } from './accounts/routes.ts';
import { applicationRoutes } from './applications/routes.ts';
import { articleRoutes } from './articles/routes.ts';
import { assignmentRoutes } from './assignment/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { secondFirst } from './auth/second-factor.ts';
import { lookOnly } from './auth/standing.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { router } from './core/http.ts';
import { draftRoutes } from './drafts/routes.ts';
import { events } from './events/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { finding } from './find/routes.ts';
import { releaseRoutes } from './guests/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { inboundRoutes } from './inbound/routes.ts';
import { macroRoutes, requestMacroRoutes } from './macros/routes.ts';
import { mail } from './mail/routes.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { materialRoutes } from './materials/routes.ts';
import { opportunityRoutes } from './opportunities/routes.ts';
import { participantRoutes } from './participants/routes.ts';
import { people } from './people/routes.ts';
import { liveRoutes } from './live/routes.ts';
import type { Portico } from './portico.ts';
import { ownPrivacyRoutes, privacyRoutes } from './privacy/routes.ts';
import { productRoutes } from './products/routes.ts';
import { profileRoutes } from './profile/routes.ts';
import { ratingRoutes, requestRatingRoutes } from './ratings/routes.ts';
import { answerRoutes, requestTypeRoutes } from './request-types/routes.ts';
import { requestEntryRoutes, requestRoutes } from './requests/routes.ts';
import { requestArticleRoutes } from './requests/article-routes.ts';
import { requestCalendarRoutes } from './requests/calendar-routes.ts';
import { scheduleRoutes, serviceLevelRoutes } from './service-levels/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { siteRoutes } from './sites/routes.ts';
import { ssoRoutes } from './sso/routes.ts';
import { requestTagRoutes, tagRoutes } from './tags/routes.ts';
import { termsRoutes } from './terms/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { viewRoutes } from './views/routes.ts';
import { viewingRoutes } from './viewing/routes.ts';

/** The table of contents: one line per feature, in the order of the product tour. */
export const api = (portico: Portico) => {
  const { auth, house, live, privacy, sso } = portico;
  return router()
    .use(lookOnly)
    .use(secondFirst)
    .route('/auth', authRoutes(auth))
    .route('/accounts', accountRoutes())
    .route('/contacts', contactRoutes())
    .route('/applications', applicationRoutes)
    .route('/materials', materialRoutes())
    .route('/opportunities', opportunityRoutes())
    .route('/requests', requestRoutes)
    .route('/request-entries', requestEntryRoutes)
    .route('/requests', releaseRoutes)
    .route('/requests', requestCalendarRoutes(portico))
    .route('/requests', requestArticleRoutes)
    .route('/requests', requestTagRoutes)
    .route('/requests', requestMacroRoutes)
    .route('/macros', macroRoutes)
    .route('/assignment-rules', assignmentRoutes)
    .route('/requests', participantRoutes(auth))
    .route('/requests', requestRatingRoutes)
    .route('/ratings', ratingRoutes)
    .route('/tags', tagRoutes)
    .route('/request-changes', bulkRoutes)
    .route('/views', viewRoutes)
    .route('/drafts', draftRoutes)
    .route('/requests', answerRoutes)
    .route('/request-types', requestTypeRoutes)
    .route('/service-levels', serviceLevelRoutes)
    .route('/schedules', scheduleRoutes)
    .route('/articles', articleRoutes())
    .route('/products', productRoutes)
    .route('/imports', importRoutes())
    .route('/exports', exportRoutes)
    .route('/sites', siteRoutes)
    .route('/people', people)
    .route('/profile', profileRoutes({ auth, house }))
    .route('/sso', ssoRoutes({ auth, sso }))
    .route('/profile', ownPrivacyRoutes(auth))
    .route('/privacy', privacyRoutes(privacy))
    .route('/tokens', tokenRoutes(auth))
    .route('/viewing', viewingRoutes(auth))
    .route('/settings', settingsRoutes)
    .route('/terms', termsRoutes)
    .route('/find', finding)
    .route('/files', fileRoutes)
    .route('/events', events)
    .route('/live', liveRoutes(live))
    .route('/mail', mail)
    .route('/mailboxes', mailboxRoutes(portico))
    .route('/inbound', inboundRoutes);
};

export type Api = ReturnType<typeof api>;

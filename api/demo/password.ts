/** Everybody of the demo company signs in with it. It guards nothing: production never loads the demo. */
export const DEMO_PASSWORD = 'quiet harbour lights';

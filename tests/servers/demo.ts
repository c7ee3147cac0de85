/** Whatever the shell is set up for, a server under test is a fresh one with the demo company. */
export const DEMO = {
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  PORTICO_DEMO: 'true',
  PORTICO_DATABASE_URL: '',
  PORTICO_TRUST_PROXY: '',
  SMTP_URL: '',
};

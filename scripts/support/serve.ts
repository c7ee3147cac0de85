import { main } from '#api/server.ts';

// The server as the environment describes it; `.env` is for `npm start`, and no test ever reads it.
await main();

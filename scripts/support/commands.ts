import { importCommand } from './import-command.ts';

type Command = {
  usage: string;
  what: string;
  /** @returns the exit code: 0 all went well, 1 some of it did not, 2 the command was not understood */
  run(args: string[]): Promise<number>;
};

/** What `npx portico` knows. */
export const commands: Record<string, Command> = {
  start: {
    usage: '',
    what: 'Starts the portal, as npm start does.',
    async run() {
      await import('../start.ts');
      return 0;
    },
  },
  import: {
    usage:
      'accounts|contacts|products|people|opportunities|requests FILE.csv [options] · articles FOLDER [options]',
    what: 'Brings in what another system has exported. Through the running server, or alone when none runs.',
    run: importCommand,
  },
};

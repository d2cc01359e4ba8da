import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openDemoRecords } from '../../adapters/records/demo/sql-demo-records';
import { faults, startDemoInsurer } from '../../adapters/records/rest/demo-insurer';
import { openApiDocument } from '../../adapters/records/rest/openapi';
import { viewsPage } from '../../adapters/records/sql/views-page';
import { projectPath } from '../../knowledge';

const usage = `Usage: npm run demo-insurer -- [--port 4010] [--fault ${faults.join('|')}]
       npm run --silent demo-insurer -- --openapi     prints the contract that it speaks
       npm run --silent demo-insurer -- --views       prints what a database must offer instead
`;
const client = { clientId: 'charterdesk', clientSecret: 'demo' };

const Arguments = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(4010),
  fault: z.enum(faults).default('none'),
  openapi: z.boolean().default(false),
  views: z.boolean().default(false),
});

/** Starts the stand-in for an insurer's system, and says which settings make the service use it. */
async function main(): Promise<void> {
  const options = {
    port: { type: 'string' },
    fault: { type: 'string' },
    openapi: { type: 'boolean' },
    views: { type: 'boolean' },
  } as const;
  const { port, fault, openapi, views } = Arguments.parse(parseArgs({ options }).values);
  if (openapi) {
    process.stdout.write(`${JSON.stringify(openApiDocument(), undefined, 2)}\n`);
    return;
  }
  if (views) {
    process.stdout.write(viewsPage());
    return;
  }
  process.umask(0o077);
  const file = path.resolve(projectPath(), process.env['DATA_DIR']?.trim() || './data', 'demo-insurer.db');
  const { source } = await openDemoRecords(file, () => new Date());
  const insurer = await startDemoInsurer({ source, ...client, port });
  insurer.misbehave(fault);
  process.stderr.write(`
An insurer's system that is not there answers at ${insurer.url}.
Start the service with these settings:

  RECORDS_URL=${insurer.url}
  RECORDS_TOKEN_URL=${insurer.tokenUrl}
  RECORDS_CLIENT_ID=${client.clientId}
  RECORDS_CLIENT_SECRET=${client.clientSecret}

Make it fail:  curl -X POST ${new URL('/demo/fault', insurer.url).href} -d '{"fault":"slow"}'   (${faults.join(', ')})
`);
  const stop = (): void => void insurer.stop().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const wrongUse = error instanceof z.ZodError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(wrongUse ? usage : `Cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(wrongUse ? 2 : 1);
});

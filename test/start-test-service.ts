import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../bot/config';
import { projectPath } from '../knowledge';
import { type Service, type ServiceOptions, startService } from '../bot/service';
import { testStoreSettings } from './stores/test-store';

/** A data directory that holds the index of the shipped documents, made once by the global setup. */
export async function freshDataDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'charterdesk-'));
  await cp(projectPath('dist', 'test-data', 'index'), path.join(directory, 'index'), { recursive: true });
  return directory;
}

export interface TestService extends Service {
  dataDirectory: string;
}

/**
 * Starts the real service in this process, on a free loopback port and a data directory of its own (deleted at `stop` when it was made here).
 * @param settings environment variables on top of the defaults for tests
 */
export async function startTestService(
  settings: Record<string, string> = {},
  options: ServiceOptions = {},
): Promise<TestService> {
  const dataDirectory = settings.DATA_DIR ?? (await freshDataDirectory());
  const config = loadConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_MESSAGES_PER_MINUTE: '100000',
    RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '100000',
    RATE_LIMIT_REQUESTS_PER_MINUTE: '1000000',
    ...(await testStoreSettings(dataDirectory)),
    ...settings,
    DATA_DIR: dataDirectory,
  });
  const service = await startService(config, options);
  return {
    ...service,
    dataDirectory,
    async stop() {
      await service.stop();
      if (settings.DATA_DIR === undefined) await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

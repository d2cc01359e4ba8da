import { openDemoRecords, type RecordSource } from '../../adapters/records';
import { startDemoInsurer, type DemoInsurer } from '../../adapters/records/rest/demo-insurer';
import { FakeTeams } from '../channels/fake-teams';
import { type ClientView, directLineCall } from '../direct-line-client';
import { TestSite } from '../identity/test-site';
import { startTestService, type TestService } from '../start-test-service';

/** The service with an insurer's site, Teams and the insurer's records beside it; what was asked of the records is counted. */
export interface RecordsService {
  url: string;
  site: TestSite;
  teams: FakeTeams;
  source: RecordSource;
  /** What was asked of the records since the last time this was asked, in order. */
  asked(): string[];
  stop(): Promise<void>;
}

export async function startRecordsService(settings: Record<string, string> = {}): Promise<RecordsService> {
  const { source } = await openDemoRecords(':memory:', () => new Date());
  let calls: string[] = [];
  const noted: RecordSource = {
    ...source,
    customer: (id) => (calls.push('customer'), source.customer(id)),
    list: (kind, ...rest) => (calls.push(kind), source.list(kind, ...rest)),
    buyers: (...asked) => (calls.push('buyers'), source.buyers(...asked)),
  };
  const client = { clientId: 'charterdesk', clientSecret: 'demo' };
  const insurer: DemoInsurer = await startDemoInsurer({ source: noted, ...client });
  const [site, teams] = [await TestSite.start(), await FakeTeams.start()];
  const service: TestService = await startTestService(
    {
      ...teams.settings,
      ...site.settings,
      RECORDS_URL: insurer.url,
      RECORDS_TOKEN_URL: insurer.tokenUrl,
      RECORDS_CLIENT_ID: client.clientId,
      RECORDS_CLIENT_SECRET: client.clientSecret,
      ...settings,
    },
    { credentials: teams.credentials },
  );
  return {
    url: service.url,
    site,
    teams,
    source,
    asked() {
      const before = calls;
      calls = [];
      return before;
    },
    async stop() {
      await service.stop();
      await insurer.stop();
      await teams.stop();
      await site.stop();
    },
  };
}

/** Somebody in a conversation of their own, who asks and hears. */
export interface Talker {
  ask(text: string): Promise<ClientView>;
  /** Says something that is answered by receipts, or by nobody. */
  tell(text: string): Promise<unknown>;
}

/** @param assertion of the signed-in customer; absent: an anonymous visitor */
export async function talker(url: string, assertion?: string, locale = 'da-DK'): Promise<Talker> {
  const generated = await directLineCall(url, 'POST', '/tokens/generate', assertion ? { token: assertion } : {});
  const { conversationId, token } = generated.json as Record<string, string>;
  const own = { token: token ?? '' };
  await directLineCall(url, 'POST', '/conversations', { ...own, body: { locale } });
  const path = `/conversations/${conversationId}/activities`;
  const post = (text: string) => directLineCall(url, 'POST', path, { ...own, body: { type: 'message', text, locale } });
  return {
    tell: post,
    async ask(text) {
      const { json } = await post(text);
      for (const until = Date.now() + 20_000; Date.now() < until;) {
        const { json: set } = await directLineCall(url, 'GET', path, own);
        const reply = (set.activities as ClientView[]).find(({ replyToId }) => replyToId === json.id);
        if (reply) return reply;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`No reply came to "${text}".`);
    },
  };
}

import { type Activity, CallerIdConstants, Channels, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  AppCredentials,
  type AuthenticateRequestResult,
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  type ClaimsIdentity,
  type ConnectorFactory,
  type ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import type { Config } from '../config';
import { quietSdk } from './quiet-sdk';

/** The service URL of our own Direct Line: it never leaves the process. */
export const localServiceUrl = 'urn:charterdesk:directline';

const inProcessChannels: ReadonlySet<string> = new Set([Channels.Directline, Channels.Webchat]);

const isInProcess = (activity: Partial<Activity>): boolean =>
  activity.serviceUrl?.toLowerCase() === localServiceUrl ||
  inProcessChannels.has(activity.channelId?.toLowerCase() ?? '');

/** jsonwebtoken's own errors: the SDK lets them through, and its HTTP layer would answer 500 to a forged signature. */
const tokenErrors = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'SyntaxError']);

/**
 * The Bot Framework's authentication, made tight: an activity that claims to come from our own in-process channel is refused whatever its
 * token, and every flaw of a token is an `AuthenticationError` (401).
 */
export class ChannelAuthentication extends BotFrameworkAuthentication {
  /** One for the whole process: making it for each turn is the SDK's habit and costs more than the turn. */
  private readonly userTokenClients = new Map<string, Promise<UserTokenClient>>();

  private connectorCredentials: Promise<unknown> | undefined;

  constructor(
    private readonly inner: BotFrameworkAuthentication,
    private readonly credentials: ServiceClientCredentialsFactory,
  ) {
    super();
  }

  /**
   * The token that our own calls to a connector carry, from the SDK's cache while it lasts; `undefined` without an app id.
   * @throws what the sign-in threw
   */
  async connectorToken(appId: string): Promise<string | undefined> {
    if (appId === '') return undefined;
    this.connectorCredentials ??= this.credentials.createCredentials(
      appId,
      this.getOriginatingAudience(),
      AuthenticationConstants.ToChannelFromBotLoginUrl,
      true,
    );
    const credentials = await this.connectorCredentials.catch((error: unknown) => {
      // A failure is not kept: the next send asks again.
      this.connectorCredentials = undefined;
      throw error;
    });
    if (!(credentials instanceof AppCredentials))
      throw new TypeError('These credentials have no token for connectors.');
    return credentials.getToken();
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    if (isInProcess(activity))
      throw new AuthenticationError('This channel is served by Direct Line here, not by /api/messages.', 401);
    try {
      return await this.inner.authenticateRequest(activity, authHeader);
    } catch (error) {
      if (error instanceof Error && tokenErrors.has(error.name))
        throw new AuthenticationError('The token is not valid.', 401);
      throw error;
    }
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new AuthenticationError('Streaming connections are not served.', 401));
  }

  override createConnectorFactory(claimsIdentity: ClaimsIdentity): ConnectorFactory {
    return this.inner.createConnectorFactory(claimsIdentity);
  }

  override createUserTokenClient(claimsIdentity: ClaimsIdentity): Promise<UserTokenClient> {
    const appId = claimsIdentity.getClaimValue(AuthenticationConstants.AudienceClaim) ?? '';
    let client = this.userTokenClients.get(appId);
    if (!client) {
      client = this.inner.createUserTokenClient(claimsIdentity);
      // A failure is not kept: the next turn asks again.
      client.catch(() => this.userTokenClients.delete(appId));
      this.userTokenClients.set(appId, client);
    }
    return client;
  }

  override getOriginatingAudience(): string {
    return this.inner.getOriginatingAudience();
  }
}

/**
 * The authentication that the settings ask for.
 * @param credentials where outgoing calls get their tokens; absent: from Microsoft, with the app's password
 */
export function channelAuthentication(
  bot: Config['bot'],
  credentials: ServiceClientCredentialsFactory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: bot.appId ?? '',
    MicrosoftAppPassword: bot.appPassword ?? '',
    // Without an id there is nothing to sign in to, and only this type accepts that.
    MicrosoftAppType: bot.appId === undefined ? 'MultiTenant' : bot.appType,
    MicrosoftAppTenantId: bot.appTenantId ?? '',
  }),
): ChannelAuthentication {
  quietSdk();
  if (bot.openIdMetadata === undefined)
    return new ChannelAuthentication(
      BotFrameworkAuthenticationFactory.create(
        '',
        true,
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        credentials,
        new AuthenticationConfiguration(),
        undefined,
        {},
      ),
      credentials,
    );
  return new ChannelAuthentication(
    BotFrameworkAuthenticationFactory.create(
      '',
      true,
      AuthenticationConstants.ToChannelFromBotLoginUrl,
      AuthenticationConstants.ToChannelFromBotOAuthScope,
      AuthenticationConstants.ToBotFromChannelTokenIssuer,
      AuthenticationConstants.OAuthUrl,
      bot.openIdMetadata,
      bot.openIdMetadata,
      CallerIdConstants.PublicAzureChannel,
      credentials,
      new AuthenticationConfiguration(),
      undefined,
      {},
    ),
    credentials,
  );
}

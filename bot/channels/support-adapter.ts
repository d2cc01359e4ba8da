import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { ChannelAuthentication } from './authentication';
import { bufferOfTurn, BufferingConnectorFactory, type TurnBuffer } from './turn-buffer';

/** The one adapter of all channels. It runs turns whose caller has been checked already; what they send goes into the turn's buffer. */
export class SupportAdapter extends CloudAdapter {
  private readonly identity: ClaimsIdentity;

  /** @param appId the bot's own id; empty when it has none */
  constructor(
    private readonly authentication: ChannelAuthentication,
    appId: string,
  ) {
    super(authentication);
    this.identity = new ClaimsIdentity([
      { type: AuthenticationConstants.AudienceClaim, value: appId },
      { type: AuthenticationConstants.AppIdClaim, value: appId },
    ]);
  }

  /** @throws AuthenticationError (401) */
  authenticate(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    return this.authentication.authenticateRequest(activity, authHeader);
  }

  /**
   * Runs one turn.
   * @returns the answer that goes into the HTTP response: for an invoke, and for `deliveryMode: expectReplies`
   * @throws what the bot threw; the buffer then holds what it had said until there
   */
  runTurn(
    activity: Partial<Activity>,
    buffer: TurnBuffer,
    onTyping: (activity: Partial<Activity>) => void,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const authenticated: AuthenticateRequestResult = {
      audience: this.authentication.getOriginatingAudience(),
      claimsIdentity: this.identity,
      callerId: '',
      connectorFactory: new BufferingConnectorFactory(buffer, onTyping),
    };
    return this.processActivity(authenticated, activity as Activity, async (context) => {
      context.turnState.set(bufferOfTurn, buffer);
      await logic(context);
    });
  }
}

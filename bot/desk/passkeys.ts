import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { IssuedOnce } from './sql-issued';
import type { PasskeyStore } from './sql-passkeys';
import type { StaffMember } from './staff';

/** How long somebody may look for their telephone. */
const challengeMs = 5 * 60 * 1000;

const Base64Url = z
  .string()
  .regex(/^[\w-]+=*$/)
  .max(20_000);
/** The outer shape of what a browser answers: what is inside is the library's to judge. */
const Credential = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
export const NewPasskey = Credential.extend({
  response: z.looseObject({ clientDataJSON: Base64Url, attestationObject: Base64Url }),
});
export const UsedPasskey = Credential.extend({
  response: z.looseObject({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
});

/** Signing in without a password, by WebAuthn. A passkey is bound to the address it was made at: nobody can be led to use it elsewhere. */
export interface Passkeys {
  registration(member: StaffMember, address: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** @returns false where what the browser sent is not what was asked for */
  register(member: StaffMember, address: string, answer: z.output<typeof NewPasskey>): Promise<boolean>;
  signIn(address: string): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Whose passkey it is; undefined where it is nobody's, or not what was asked for. */
  staffOf(address: string, answer: z.output<typeof UsedPasskey>): Promise<string | undefined>;
  count(staff: string): Promise<number>;
}

/** Most starts never use it, and its certificates' parsers are large. */
const library = () => import('@simplewebauthn/server');

/**
 * @param store where the public keys are
 * @param company shown by the browser when it asks
 * @param challenges keeps what browsers are asked to sign, by kind and for so many milliseconds
 */
export function passkeys(
  store: PasskeyStore,
  company: string,
  challenges: <Kept>(kind: string, ttlMs: number) => IssuedOnce<Kept>,
): Passkeys {
  const registering = challenges<string>('passkey-registration', challengeMs);
  const signingIn = challenges<true>('passkey-sign-in', challengeMs);
  const rpID = (address: string): string => new URL(address).hostname;

  return {
    async registration(member, address) {
      const { generateRegistrationOptions } = await library();
      const options = await generateRegistrationOptions({
        rpName: company,
        rpID: rpID(address),
        userID: new TextEncoder().encode(member.id),
        userName: member.login,
        userDisplayName: member.name,
        excludeCredentials: (await store.of(member.id)).map(({ id }) => ({ id })),
        // It is the only proof, so the device asks for a finger, a face or its own code; and it knows by itself whose it is.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await registering.put(options.challenge, member.id);
      return options;
    },

    async register(member, address, answer) {
      const { verifyRegistrationResponse } = await library();
      const verified = await refusedAsUndefined(
        verifyRegistrationResponse({
          response: answer as RegistrationResponseJSON,
          expectedChallenge: async (challenge) => (await registering.use(challenge)) === member.id,
          expectedOrigin: address,
          expectedRPID: rpID(address),
          requireUserVerification: true,
        }),
      );
      if (!verified?.verified || !verified.registrationInfo) return false;
      const { id, publicKey, counter } = verified.registrationInfo.credential;
      return store.add({ id, staff: member.id, publicKey, counter });
    },

    async signIn(address) {
      const { generateAuthenticationOptions } = await library();
      const options = await generateAuthenticationOptions({ rpID: rpID(address), userVerification: 'required' });
      await signingIn.put(options.challenge, true);
      return options;
    },

    async staffOf(address, answer) {
      const key = await store.find(answer.id);
      if (!key) return undefined;
      const { verifyAuthenticationResponse } = await library();
      const verified = await refusedAsUndefined(
        verifyAuthenticationResponse({
          response: answer as AuthenticationResponseJSON,
          expectedChallenge: async (challenge) => (await signingIn.use(challenge)) === true,
          expectedOrigin: address,
          expectedRPID: rpID(address),
          requireUserVerification: true,
          credential: { id: key.id, publicKey: key.publicKey, counter: key.counter },
        }),
      );
      if (!verified?.verified) return undefined;
      await store.noteUse(key.id, verified.authenticationInfo.newCounter);
      return key.staff;
    },

    count: async (staff) => (await store.of(staff)).length,
  };
}

/** The library throws for every answer that is not the one asked for (another challenge, origin, signature; a counter that fell behind). */
const refusedAsUndefined = <Result>(verifying: Promise<Result>): Promise<Result | undefined> =>
  verifying.catch((error: unknown) => {
    if (error instanceof Error) return undefined;
    throw error;
  });
